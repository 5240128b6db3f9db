package dev.sluice.server.proxy;

import dev.sluice.engine.http.HopByHop;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the codec lets through but two servers could read differently, or what cannot be passed on. Whatever is refused
 * here is answered at once, and the connection is closed.
 */
final class RequestCheck {
    /** More are a burden to look through, here and at the provider, whatever their size. */
    static final int MAX_HEADERS = 256;

    private RequestCheck() {}

    /** What is wrong with the head, the path aside, or null. */
    static @Nullable AnswerStatus problem(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (method == HttpMethod.TRACE || method == HttpMethod.CONNECT) {
            // An answer to TRACE repeats the request as the provider got it, our credentials included.
            return new AnswerStatus(405, method + " is not passed on");
        }
        String uri = request.uri();
        if (uri == null || hasForbidden(uri)) {
            return bad("the request target has a character that is not allowed");
        }
        boolean http2 = request.version() == HttpVersion.HTTP_2;
        int headers = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            headers += header.getKey().isEmpty() ? 0 : 1;
            if (http2 && isBroken(header.getValue())) {
                return bad("a header's value has a character that is not allowed");
            }
        }
        if (headers > MAX_HEADERS) {
            return new AnswerStatus(431, "more headers than this gateway takes");
        }
        if (!http2) {
            AnswerStatus problem = http1(request.version(), request.headers());
            if (problem != null) {
                return problem;
            }
        } else if (AbsoluteForm.is(uri)) {
            return bad("the request target is not a path");
        }
        return Authority.isValid(Authority.of(request)) ? null : bad("the host is not a name or an address");
    }

    /** {@code OPTIONS *} asks the server itself (RFC 9110, 9.3.7), and no route is asked for. */
    static boolean isForServer(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS && "*".equals(request.uri());
    }

    /** Whether {@code close} stands beside other options, which the codec does not see; alone it does. */
    static boolean wantsCloseAmongOthers(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 && names(request.headers(), HttpHeaders.CONNECTION, "close");
    }

    /** RFC 6455, 4.2.1. A request with a body is one like others: upgrading it is ours to decline. */
    static boolean wantsWebSocket(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return request.version() == HttpVersion.HTTP_1_1
                && request.method() == HttpMethod.GET
                && headers.contains(HttpHeaders.UPGRADE)
                && names(headers, HttpHeaders.UPGRADE, "websocket")
                && names(headers, HttpHeaders.CONNECTION, "upgrade")
                && IncomingBody.contentLength(request) <= 0;
    }

    private static @Nullable AnswerStatus http1(@Nullable HttpVersion version, MultiMap headers) {
        List<String> hosts = headers.getAll(HttpHeaders.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && version == HttpVersion.HTTP_1_1) {
            return bad("exactly one Host header is expected");
        }
        String coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && (!coding.equalsIgnoreCase("chunked") || version != HttpVersion.HTTP_1_1)) {
            return bad("chunked is the only transfer coding understood");
        }
        return null;
    }

    /** RFC 9113, 8.2.1: such a value would be another header to a provider over HTTP/1.1, whose codec refuses it itself. */
    private static boolean isBroken(String value) {
        return value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0;
    }

    private static boolean hasForbidden(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == 127 || c == '#') {
                return true;
            }
        }
        return false;
    }

    private static boolean names(MultiMap headers, CharSequence header, String wanted) {
        if (!headers.contains(header)) {
            return false;
        }
        for (String value : headers.getAll(header)) {
            // Nearly always it is one option, and then nothing is copied.
            if (value.indexOf(',') < 0
                    ? value.equalsIgnoreCase(wanted)
                    : HopByHop.options(value).contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static AnswerStatus bad(String sentence) {
        return new AnswerStatus(400, sentence);
    }
}
