package dev.sluice.server.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the codec lets through but two servers could read differently, or what cannot be passed on. Whatever is refused
 * here is answered 400 and the connection is closed.
 */
final class RequestCheck {
    private RequestCheck() {}

    /** What is wrong with the head, the path aside, or null. */
    static @Nullable String problem(HttpServerRequest request) {
        String uri = request.uri();
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == 127 || c == '#') {
                return "the request target has a character that is not allowed";
            }
        }
        return request.version() == HttpVersion.HTTP_2 ? null : http1(request.version(), request.headers());
    }

    private static @Nullable String http1(@Nullable HttpVersion version, MultiMap headers) {
        List<String> hosts = headers.getAll(HttpHeaders.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && version == HttpVersion.HTTP_1_1) {
            return "exactly one Host header is expected";
        }
        String coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && (!coding.equalsIgnoreCase("chunked") || version != HttpVersion.HTTP_1_1)) {
            return "chunked is the only transfer coding understood";
        }
        return null;
    }
}
