package dev.sluice.server.upstream;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes parameters out of a query without touching how the rest is written. */
final class QueryNames {
    private QueryNames() {}

    static String without(String query, List<String> names) {
        StringBuilder kept = new StringBuilder(query.length());
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (!names.contains(decoded(equals < 0 ? part : part.substring(0, equals)))) {
                if (!kept.isEmpty()) {
                    kept.append('&');
                }
                kept.append(part);
            }
        }
        return kept.toString();
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
