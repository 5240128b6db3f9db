package dev.sluice.engine.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of one hostname: exact path before longest prefix before regular expression. */
final class PathTable<T> {
    private final Map<String, List<RouteEntry<T>>> exact = new HashMap<>();
    private final RegionMap<List<RouteEntry<T>>> prefixes;
    private final List<RouteEntry<T>> patterns = new ArrayList<>();

    PathTable(List<RouteEntry<T>> entries) {
        Map<String, List<RouteEntry<T>>> byPrefix = new HashMap<>();
        entries.stream().sorted(RouteEntry.PRECEDENCE).forEach(entry -> {
            String value = entry.match().path().value();
            switch (entry.match().path().kind()) {
                case EXACT ->
                    exact.computeIfAbsent(value, v -> new ArrayList<>()).add(entry);
                case PREFIX ->
                    byPrefix.computeIfAbsent(withoutTrailingSlash(value), v -> new ArrayList<>())
                            .add(entry);
                case REGEX -> patterns.add(entry);
            }
        });
        prefixes = new RegionMap<>(byPrefix);
        patterns.sort(Comparator.comparing(e -> -e.match().path().value().length()));
    }

    @Nullable
    RouteEntry<T> match(RequestView request) {
        String path = request.path();
        RouteEntry<T> found = first(exact.get(path), request);
        if (found == null) {
            found = longestPrefix(path, request);
        }
        for (int i = 0; found == null && i < patterns.size(); i++) {
            RouteEntry<T> entry = patterns.get(i);
            if (entry.path() != null && entry.holds(request) && entry.path().matches(path)) {
                found = entry;
            }
        }
        return found;
    }

    /** A prefix ends where an element ends. Walking from short to long, the last that holds is the longest. */
    private @Nullable RouteEntry<T> longestPrefix(String path, RequestView request) {
        RouteEntry<T> longest = null;
        int hash = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                RouteEntry<T> entry = first(prefixes.get(path, 0, i, hash), request);
                longest = entry == null ? longest : entry;
            }
            if (i < path.length()) {
                hash = RegionMap.extend(hash, path.charAt(i));
            }
        }
        return longest;
    }

    private static <T> @Nullable RouteEntry<T> first(@Nullable List<RouteEntry<T>> entries, RequestView request) {
        for (int i = 0; entries != null && i < entries.size(); i++) {
            if (entries.get(i).holds(request)) {
                return entries.get(i);
            }
        }
        return null;
    }

    private static String withoutTrailingSlash(String prefix) {
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }
}
