package dev.sluice.control.translate.route;

import dev.sluice.control.status.Reason;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Listeners of one Gateway that cannot be told apart, and ports that somebody else has on the same host or pod. */
final class ListenerConflicts {
    private ListenerConflicts() {}

    /**
     * Why a listener is in conflict; null where it is not.
     *
     * @param own those of the same object, none of which comes first
     * @param earlier those of objects that come first, which stay in force
     */
    static @Nullable Reason of(
            Listener listener, List<Listener> own, List<Listener> earlier, Set<Integer> takenPorts) {
        if (takenPorts.contains(listener.getPort())) {
            return Reason.PORT_UNAVAILABLE;
        }
        List<Listener> samePort = Stream.concat(own.stream(), earlier.stream())
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
