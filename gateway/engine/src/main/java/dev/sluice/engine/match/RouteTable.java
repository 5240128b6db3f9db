package dev.sluice.engine.match;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import dev.sluice.engine.http.RequestPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule for a request by Gateway API's precedence. A request belongs to the one listener of its port with the
 * most specific hostname (listener isolation). Among that listener's matches that hold, the most specific hostname wins
 * (exact, then the longest wildcard, then none), then exact path, longest prefix, pattern; then a method, more headers,
 * more query parameters; then the order they were added in. A host whose own rules do not match falls through to a wildcard's,
 * since precedence orders the matches that hold and hides none.
 *
 * <p>Immutable. Matching allocates nothing unless a regular expression is involved.
 */
public final class RouteTable<T> {
    private final int[] ports;
    private final List<HostTable<HostTable<PathTable<T>>>> listeners;

    private RouteTable(int[] ports, List<HostTable<HostTable<PathTable<T>>>> listeners) {
        this.ports = ports;
        this.listeners = listeners;
    }

    /** @param bindPort the port the request came in on, as {@link Listener#bindPort} */
    public @Nullable RouteEntry<T> match(int bindPort, RequestView request) {
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] == bindPort) {
                HostTable<PathTable<T>> listener = listeners.get(i).mostSpecific(request.host());
                return listener == null ? null : match(listener, request);
            }
        }
        return null;
    }

    /**
     * Whether a connection that was made for one name carries a request for a host that another listener of the port is
     * for. The one's certificate and rules would be shown, and the other's served.
     *
     * @param serverName in lower case, as the client named it in TLS; @param host of the request
     */
    public boolean isMisdirected(int bindPort, String serverName, String host) {
        if (serverName.equals(host)) {
            return false;
        }
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] == bindPort) {
                return listeners.get(i).mostSpecific(serverName)
                        != listeners.get(i).mostSpecific(host);
            }
        }
        return false;
    }

    private @Nullable RouteEntry<T> match(HostTable<PathTable<T>> listener, RequestView request) {
        String host = request.host();
        RouteEntry<T> found = match(listener.exact(host), request);
        for (int dot = host.indexOf('.'); found == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
            found = dot == 0 ? null : match(listener.wildcard(host, dot), request);
        }
        return found == null ? match(listener.any(), request) : found;
    }

    private @Nullable RouteEntry<T> match(@Nullable PathTable<T> paths, RequestView request) {
        return paths == null ? null : paths.match(request);
    }

    /** Collects matches in their order of precedence between equals. */
    public static final class Builder<T> {
        private final Map<String, Listener> listeners = new LinkedHashMap<>();
        private final Map<String, Map<String, List<RouteEntry<T>>>> byListenerAndHost = new LinkedHashMap<>();
        private int order;

        public Builder(List<Listener> listeners) {
            listeners.forEach(l -> this.listeners.put(l.name(), l));
        }

        /** @param listenerNames that exist; @param hostnames the route's own, empty for any */
        public void add(List<String> listenerNames, List<String> hostnames, Match written, T target) {
            Match match = normalized(written);
            RouteEntry<T> entry = new RouteEntry<>(
                    target,
                    match,
                    match.path().kind() == PathKind.REGEX
                            ? RoutePattern.of(match.path().value())
                            : null,
                    ValueCondition.of(match.headers()),
                    ValueCondition.of(match.query()),
                    order++);
            for (String name : listenerNames) {
                Listener listener = listeners.get(name);
                if (listener == null) {
                    throw new IllegalArgumentException("no listener " + name);
                }
                List<String> common = Hostnames.intersect(listener.hostname(), hostnames);
                for (String hostname : common == null ? List.<String>of() : common) {
                    byListenerAndHost
                            .computeIfAbsent(name, l -> new HashMap<>())
                            .computeIfAbsent(hostname, h -> new ArrayList<>())
                            .add(entry);
                }
            }
        }

        /** Paths are compared in one form, whichever of the equivalent ones the user wrote. */
        private static Match normalized(Match match) {
            PathMatch path = match.path();
            String value = path.kind() == PathKind.REGEX ? path.value() : RequestPath.normalize(path.value());
            return value == null || value.equals(path.value())
                    ? match
                    : new Match(new PathMatch(path.kind(), value), match.method(), match.headers(), match.query());
        }

        public RouteTable<T> build() {
            Map<Integer, Map<String, HostTable<PathTable<T>>>> byPort = new LinkedHashMap<>();
            for (Listener listener : listeners.values()) {
                Map<String, PathTable<T>> paths = new HashMap<>();
                byListenerAndHost
                        .getOrDefault(listener.name(), Map.of())
                        .forEach((host, entries) -> paths.put(host, new PathTable<>(entries)));
                byPort.computeIfAbsent(listener.bindPort(), p -> new HashMap<>())
                        .put(listener.hostname(), new HostTable<>(paths));
            }
            List<HostTable<HostTable<PathTable<T>>>> tables = new ArrayList<>();
            byPort.values().forEach(byHost -> tables.add(new HostTable<>(byHost)));
            return new RouteTable<>(
                    byPort.keySet().stream().mapToInt(Integer::intValue).toArray(), List.copyOf(tables));
        }
    }
}
