package dev.sluice.server.proxy;

import dev.sluice.server.upstream.PreparedEndpoint;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;

/** The host a client asked for. */
final class Authority {
    private Authority() {}

    /** As written, with port; {@code ""} where there is none. A target in absolute form wins over Host (RFC 9112, 3.2.2). */
    static String of(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            HostAndPort authority = request.authority();
            return authority == null ? "" : authority.toString();
        }
        String uri = request.uri();
        if (AbsoluteForm.is(uri)) {
            return AbsoluteForm.authority(uri);
        }
        String host = request.headers().get(HttpHeaders.HOST);
        return host == null ? "" : host;
    }

    /** What the provider reads: the host a filter set, its own, or the client's where it is to see that. */
    static HostAndPort forProvider(HttpServerRequest request, Target target, PreparedEndpoint endpoint) {
        HostAndPort rewritten = target.authority();
        if (rewritten != null || !endpoint.keepsHost()) {
            return rewritten == null ? endpoint.authority() : rewritten;
        }
        String asked = of(request);
        HostAndPort kept = asked.isEmpty() ? null : HostAndPort.parseAuthority(asked, -1);
        return kept == null ? endpoint.authority() : kept;
    }

    /** Whether it is a name or an address, with or without a port, and nothing that another server could read differently. */
    static boolean isValid(String authority) {
        int end = authority.length();
        int at = 0;
        if (authority.startsWith("[")) {
            at = authority.indexOf(']') + 1;
            if (at < 4 || !isLiteral(authority, at - 1)) {
                return false;
            }
        } else {
            while (at < end && isNameCharacter(authority.charAt(at))) {
                at++;
            }
        }
        if (at == end) {
            return true;
        }
        // A colon without a port is allowed, and means none.
        boolean digits = authority.charAt(at) == ':' && end - at <= 6;
        for (int i = at + 1; i < end; i++) {
            digits &= authority.charAt(i) >= '0' && authority.charAt(i) <= '9';
        }
        return digits && at > 0;
    }

    private static boolean isLiteral(String authority, int end) {
        for (int i = 1; i < end; i++) {
            char c = authority.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "-._~!$&'()*+,;=%".indexOf(c) >= 0;
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
