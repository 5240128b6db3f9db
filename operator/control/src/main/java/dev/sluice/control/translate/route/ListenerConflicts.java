package dev.sluice.control.translate.route;

import dev.sluice.control.status.Reason;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Listeners of one Gateway that cannot be told apart, and ports that somebody else has on the same host or pod. */
final class ListenerConflicts {
    private ListenerConflicts() {}

    /** Why listeners are in conflict with those of objects that come first, and stay in force; null for those that are not. */
    static @Nullable Reason withEarlier(Listener listener, List<Listener> earlier, Set<Integer> takenPorts) {
        if (takenPorts.contains(listener.getPort())) {
            return Reason.PORT_UNAVAILABLE;
        }
        return with(listener, earlier);
    }

    /** The same with others of one object, none of which comes first. */
    static @Nullable Reason with(Listener listener, List<Listener> others) {
        List<Listener> samePort = others.stream()
                .filter(l -> l != listener && l.getPort().equals(listener.getPort()))
                .toList();
        if (samePort.stream().anyMatch(l -> !l.getProtocol().equals(listener.getProtocol()))) {
            return Reason.PROTOCOL_CONFLICT;
        }
        return samePort.stream().anyMatch(l -> hostname(l).equals(hostname(listener)))
                ? Reason.HOSTNAME_CONFLICT
                : null;
    }

    static String hostname(Listener listener) {
        return listener.getHostname() == null ? "" : listener.getHostname().toLowerCase(Locale.ROOT);
    }
}
