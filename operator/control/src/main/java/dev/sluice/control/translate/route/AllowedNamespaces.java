package dev.sluice.control.translate.route;

import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Labels;
import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedRoutes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteNamespaces;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Namespaces whose objects may attach: routes to a listener, ListenerSets to a Gateway. */
final class AllowedNamespaces {
    private final String from;
    private final String own;
    private final @Nullable LabelSelector selector;
    private final Catalog catalog;

    /** @param absent what holds where {@code from} is not given */
    AllowedNamespaces(
            @Nullable String from, String absent, @Nullable LabelSelector selector, String own, Catalog catalog) {
        this.from = from == null ? absent : from;
        this.selector = selector;
        this.own = own;
        this.catalog = catalog;
    }

    /** Whose routes a listener takes. */
    static AllowedNamespaces of(@Nullable AllowedRoutes allowed, String own, Catalog catalog) {
        RouteNamespaces namespaces = allowed == null ? null : allowed.getNamespaces();
        return new AllowedNamespaces(
                namespaces == null ? null : namespaces.getFrom(),
                "Same",
                namespaces == null ? null : namespaces.getSelector(),
                own,
                catalog);
    }

    boolean permit(String namespace) {
        return switch (from) {
            case "All" -> true;
            case "Same" -> namespace.equals(own);
            case "Selector" -> selector != null && Labels.match(selector, labels(namespace));
            default -> false;
        };
    }

    /** Every namespace carries its own name as a label. */
    private Map<String, String> labels(String namespace) {
        Map<String, String> labels =
                new HashMap<>(catalog.find(Namespace.class, ObjectRef.DEFAULT_NAMESPACE + "/" + namespace)
                        .flatMap(n -> Optional.ofNullable(n.getMetadata().getLabels()))
                        .orElse(Map.of()));
        labels.put("kubernetes.io/metadata.name", namespace);
        return labels;
    }
}
