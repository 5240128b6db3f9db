package dev.sluice.control.translate.route;

import dev.sluice.control.gatewayapi.ListenerSet;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import java.util.List;

/**
 * An object that gives listeners to a Gateway: itself, or a ListenerSet.
 *
 * @param ref the object
 * @param listeners as written
 * @param findings what is wrong with the object
 */
record ListenerSource(ObjectRef ref, List<Listener> listeners, Findings findings) {
    static final String SET = "ListenerSet";

    ListenerSource {
        listeners = List.copyOf(listeners);
    }

    static ListenerSource of(Gateway gateway, Findings findings) {
        return new ListenerSource(ObjectRef.of(gateway), gateway.getSpec().getListeners(), findings);
    }

    static ListenerSource of(ListenerSet set) {
        return new ListenerSource(ObjectRef.of(set), set.getSpec().listeners(), new Findings());
    }

    Grants.From from() {
        return new Grants.From(References.GATEWAY_API, ref.kind(), ref.namespace());
    }

    /** A listener's name in the snapshot: those of sets may be called as others are. */
    String key(Listener listener) {
        return ref.kind().equals(SET) ? ref.id() + "/" + listener.getName() : listener.getName();
    }
}
