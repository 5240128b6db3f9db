package dev.sluice.engine.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Headers that speak of one connection and are never passed on (RFC 9110, 7.6.1). */
public final class HopByHop {
    private HopByHop() {}

    /** In any case. The length decides nearly always, so that a name is compared at most twice and never copied. */
    public static boolean isHopByHop(String name) {
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

    /** The further headers a Connection header names, in lower case. */
    public static List<String> named(String connectionValue) {
        if (connectionValue.equalsIgnoreCase("keep-alive") || connectionValue.equalsIgnoreCase("close")) {
            // Nearly always, and a header of the former name is not passed on anyway.
            return List.of();
        }
        return options(connectionValue).stream()
                .filter(name -> !name.equals("close"))
                .toList();
    }

    /** All items of a list such as Connection's or Upgrade's, in lower case. */
    public static List<String> options(String value) {
        return Stream.of(value.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
