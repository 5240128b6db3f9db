package dev.sluice.server.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;

/** The host a client asked for. */
final class Authority {
    private Authority() {}

    /** As written, with port; {@code ""} where there is none. */
    static String of(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            HostAndPort authority = request.authority();
            return authority == null ? "" : authority.toString();
        }
        String host = request.headers().get(HttpHeaders.HOST);
        return host == null ? "" : host;
    }

    /** Without port, in lower case, without copying where it is so already. */
    static String hostOf(String authority) {
        int end = authority.length();
        int colon = authority.lastIndexOf(':');
        if (colon >= 0 && authority.indexOf(']', colon) < 0) {
            end = colon;
        }
        if (end > 0 && authority.charAt(end - 1) == '.') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = authority.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return authority.substring(0, end).toLowerCase(Locale.ROOT);
            }
        }
        return end == authority.length() ? authority : authority.substring(0, end);
    }
}
