package dev.sluice.server.proxy;

/** Request targets as clients of forward proxies write them, {@code http://host/path?query}, which every server must take. */
final class AbsoluteForm {
    private AbsoluteForm() {}

    static boolean is(String uri) {
        return hostAt(uri) > 0;
    }

    static String authority(String uri) {
        return uri.substring(hostAt(uri), pathAt(uri));
    }

    /** Without query; {@code /} where it is left out. */
    static String path(String uri) {
        int from = pathAt(uri);
        int to = uri.indexOf('?', from);
        String path = uri.substring(from, to < 0 ? uri.length() : to);
        return path.isEmpty() ? "/" : path;
    }

    /** 0 where it is another form. */
    private static int hostAt(String uri) {
        if (uri.startsWith("/")) {
            return 0;
        }
        return uri.regionMatches(true, 0, "http://", 0, 7) ? 7 : uri.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
    }

    private static int pathAt(String uri) {
        int at = hostAt(uri);
        while (at < uri.length() && uri.charAt(at) != '/' && uri.charAt(at) != '?') {
            at++;
        }
        return at;
    }
}
