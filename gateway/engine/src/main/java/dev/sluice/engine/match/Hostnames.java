package dev.sluice.engine.match;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Host names with a wildcard for the first labels, as Gateway API intersects them. */
public final class Hostnames {
    private Hostnames() {}

    /**
     * Names a route is served under on a listener; {@code ""} stands for any.
     *
     * @param listener in lower case, {@code ""} for any
     * @param route as written; empty for any
     * @return null where they have none in common
     */
    public static @Nullable List<String> intersect(String listener, List<String> route) {
        if (route.isEmpty()) {
            return List.of(listener);
        }
        List<String> common = route.stream()
                .map(r -> intersect(listener, r.toLowerCase(Locale.ROOT)))
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        return common.isEmpty() ? null : common;
    }

    private static @Nullable String intersect(String listener, String route) {
        if (listener.isEmpty() || covers(listener, route)) {
            return route;
        }
        return covers(route, listener) ? listener : null;
    }

    /** Whether every name the second stands for is one of the first's. */
    private static boolean covers(String wide, String narrow) {
        return wide.equals(narrow) || wide.startsWith("*.") && narrow.endsWith(wide.substring(1));
    }
}
