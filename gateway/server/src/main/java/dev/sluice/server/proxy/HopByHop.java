package dev.sluice.server.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Headers that speak to the next hop only (RFC 9110, 7.6.1) and are not passed on. */
final class HopByHop {
    private HopByHop() {}

    /** The length decides in nearly all cases, so that a name is compared at most twice. */
    static boolean is(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 7 -> name.equalsIgnoreCase("upgrade") || name.equalsIgnoreCase("trailer");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("http2-settings");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            case 18 -> name.equalsIgnoreCase("proxy-authenticate");
            case 19 -> name.equalsIgnoreCase("proxy-authorization");
            default -> false;
        };
    }

    /** Takes out the headers that Connection names; nearly always there is none but keep-alive or close. */
    static void removeNamed(MultiMap from, MultiMap to) {
        String connection = from.get(HttpHeaders.CONNECTION);
        if (connection == null
                || plain(connection) && from.getAll(HttpHeaders.CONNECTION).size() == 1) {
            return;
        }
        List<String> all = from.getAll(HttpHeaders.CONNECTION);
        for (String value : all) {
            for (String name : value.split(",")) {
                String trimmed = name.trim();
                if (!trimmed.isEmpty() && !plain(trimmed) && !isFraming(trimmed)) {
                    to.remove(trimmed);
                }
            }
        }
    }

    private static boolean plain(String value) {
        return value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close");
    }

    /** A client must not talk us out of what tells where a message ends. */
    private static boolean isFraming(String name) {
        return name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("host");
    }
}
