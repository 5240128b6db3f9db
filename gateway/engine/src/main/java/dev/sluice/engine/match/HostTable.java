package dev.sluice.engine.match;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by hostname: exact names, {@code *.suffix} for one or more labels before it, and {@code ""} for any host. */
final class HostTable<V> {
    private final Map<String, V> exact = new HashMap<>();
    private final RegionMap<V> suffixes;
    private final @Nullable V any;

    HostTable(Map<String, V> byHostname) {
        Map<String, V> bySuffix = new HashMap<>();
        byHostname.forEach((hostname, value) -> {
            if (hostname.startsWith("*.")) {
                bySuffix.put(hostname.substring(1), value);
            } else if (!hostname.isEmpty()) {
                exact.put(hostname, value);
            }
        });
        suffixes = new RegionMap<>(bySuffix);
        any = byHostname.get("");
    }

    @Nullable
    V exact(String host) {
        return exact.get(host);
    }

    /** The value for {@code *} followed by the rest of the host from this dot. */
    @Nullable
    V wildcard(String host, int dot) {
        return suffixes.get(host, dot, host.length(), RegionMap.hash(host, dot, host.length()));
    }

    @Nullable
    V any() {
        return any;
    }

    /** Exact, else the longest wildcard, else any. */
    @Nullable
    V mostSpecific(String host) {
        V found = exact.get(host);
        for (int dot = host.indexOf('.'); found == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
            found = dot == 0 ? null : wildcard(host, dot);
        }
        return found == null ? any : found;
    }
}
