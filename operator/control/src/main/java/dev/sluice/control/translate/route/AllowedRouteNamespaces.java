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

/** Namespaces whose routes may attach to a listener. */
final class AllowedRouteNamespaces {
    private final String from;
    private final String own;
    private final @Nullable LabelSelector selector;
    private final Catalog catalog;

    AllowedRouteNamespaces(@Nullable AllowedRoutes allowed, String own, Catalog catalog) {
        RouteNamespaces namespaces = allowed == null ? null : allowed.getNamespaces();
        this.from = namespaces == null || namespaces.getFrom() == null ? "Same" : namespaces.getFrom();
        this.selector = namespaces == null ? null : namespaces.getSelector();
        this.own = own;
        this.catalog = catalog;
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
