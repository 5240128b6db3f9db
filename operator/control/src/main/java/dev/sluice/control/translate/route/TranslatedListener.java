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
 * @param takesHttpRoutes whether HTTPRoutes may attach to it
 * @param namespaces whose routes may attach
 * @param accepted whether it is valid, its references aside
 */
record TranslatedListener(
        io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener written,
        String hostname,
        @Nullable Listener served,
        boolean takesHttpRoutes,
        AllowedRouteNamespaces namespaces,
        boolean accepted,
        List<Condition> conditions) {
    TranslatedListener {
        conditions = List.copyOf(conditions);
    }

    String name() {
        return written.getName();
    }

    ListenerStatus status(int attachedRoutes) {
        return new ListenerStatus(
                name(), takesHttpRoutes ? List.of("HTTPRoute") : List.of(), attachedRoutes, conditions);
    }
}
