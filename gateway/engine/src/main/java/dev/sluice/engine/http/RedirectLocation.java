package dev.sluice.engine.http;

import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Match.PathMatch;
import org.jspecify.annotations.Nullable;

/** The Location header of a RequestRedirect filter. */
public final class RedirectLocation {

    private RedirectLocation() {}

    /**
     * @param scheme of the request: {@code http} or {@code https}
     * @param host of the request, without port
     * @param listenerPort the port clients are told
     * @param match that held, for a prefix replacement
     * @param path of the request, without query
     * @param query of the request without its question mark, or null
     */
    public static String of(
            Filter.Redirect redirect,
            String scheme,
            String host,
            int listenerPort,
            PathMatch match,
            String path,
            @Nullable String query) {
        String toScheme = redirect.scheme() == null ? scheme : redirect.scheme();
        String toHost = redirect.hostname() == null ? host : redirect.hostname();
        String toPath = PathRewrite.apply(path, match, redirect.fullPath(), redirect.prefix());
        int port = port(redirect, toScheme, listenerPort);
        return toScheme + "://" + toHost + (port == wellKnown(toScheme) ? "" : ":" + port) + toPath
                + (query == null || query.isEmpty() ? "" : "?" + query);
    }

    /** The port given; else that of a scheme given; else the listener's. */
    private static int port(Filter.Redirect redirect, String toScheme, int listenerPort) {
        if (redirect.port() != null) {
            return redirect.port();
        }
        return redirect.scheme() == null ? listenerPort : wellKnown(toScheme);
    }

    private static int wellKnown(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
