package dev.sluice.server.proxy;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * The gateway's own answers in the words of gRPC: a client of gRPC reads the outcome from {@code grpc-status} and takes
 * any HTTP status but 200 for a fault of the network.
 */
final class GrpcStatus {
    static final String HEADER = "grpc-status";

    private static final String UNAVAILABLE = "14";
    private static final String TYPE = "application/grpc";

    private GrpcStatus() {}

    /** {@code application/grpc}, with a subtype or not, over HTTP/2. */
    static boolean isAskedFor(HttpServerRequest request) {
        String type =
                request.version() == HttpVersion.HTTP_2 ? request.headers().get(HttpHeaders.CONTENT_TYPE) : null;
        return type != null
                && type.regionMatches(true, 0, TYPE, 0, TYPE.length())
                && (type.length() == TYPE.length()
                        || type.charAt(TYPE.length()) == '+'
                        || type.charAt(TYPE.length()) == ';');
    }

    /** Whether a provider whose HTTP status says nothing of it could not serve a call, once its answer has ended. */
    static boolean isUnavailable(HttpClientResponse answer) {
        String status = answer.getTrailer(HEADER);
        return UNAVAILABLE.equals(status == null ? answer.getHeader(HEADER) : status);
    }

    /** gRPC's own table (http-grpc-status-mapping), and what it leaves out as near to it as there is a word. */
    static int of(int httpStatus) {
        return switch (httpStatus) {
            case 400, 431 -> 13; // INTERNAL
            case 401 -> 16; // UNAUTHENTICATED
            case 403 -> 7; // PERMISSION_DENIED
            case 404, 405, 501 -> 12; // UNIMPLEMENTED
            case 408, 504 -> 4; // DEADLINE_EXCEEDED
            case 413 -> 8; // RESOURCE_EXHAUSTED
            default -> httpStatus >= 500 || httpStatus == 429 ? 14 : 2; // UNAVAILABLE, UNKNOWN
        };
    }
}
