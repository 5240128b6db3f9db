package dev.sluice.engine.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Headers that speak of one connection and are never passed on (RFC 9110, 7.6.1). */
public final class HopByHop {
    private static final Set<String> NAMES = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private HopByHop() {}

    public static boolean isHopByHop(String lowerCaseName) {
        return NAMES.contains(lowerCaseName);
    }

    /** The further headers a Connection header names, in lower case. */
    public static List<String> named(String connectionValue) {
        return Stream.of(connectionValue.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && !name.equals("close"))
                .toList();
    }
}
