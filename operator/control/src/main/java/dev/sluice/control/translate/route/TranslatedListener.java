package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ListenerStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a listener came to.
 *
 * @param written as the user wrote it
 * @param hostname in lower case, {@code ""} for any
 * @param served what the gateway is told; null where it cannot be served
 * @param routeKinds kinds of routes that may attach to it
 * @param namespaces whose routes may attach
 * @param accepted whether it is valid, its references aside
 */
record TranslatedListener(
        io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener written,
        String hostname,
        @Nullable Listener served,
        List<String> routeKinds,
        AllowedRouteNamespaces namespaces,
        boolean accepted,
        List<Condition> conditions) {
    TranslatedListener {
        routeKinds = List.copyOf(routeKinds);
        conditions = List.copyOf(conditions);
    }

    String name() {
        return written.getName();
    }

    /** Whether clients are asked for certificates and served without. */
    boolean insecureFallback() {
        return served != null
                && served.clientValidation() != null
                && served.clientValidation().insecureFallback();
    }

    boolean takes(String routeKind) {
        return routeKinds.contains(routeKind);
    }

    ListenerStatus status(int attachedRoutes) {
        return new ListenerStatus(name(), routeKinds, attachedRoutes, conditions);
    }
}
