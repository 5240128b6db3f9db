package dev.sluice.server.proxy;

import dev.sluice.engine.jsonrpc.JsonRpcErrors;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Answers the gateway makes itself: a JSON-RPC error with the call's id where the request was JSON-RPC, a status of gRPC
 * where it was gRPC, one line of text otherwise.
 */
final class ErrorAnswers {
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
    private static final CharSequence GRPC = HttpHeaders.createOptimized("application/grpc");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");

    private static final byte[] NO_BODY = {};

    private static final long LINGER_MILLIS = 1_000;

    private ErrorAnswers() {}

    /** @param kind of the JSON-RPC that is held, or null for none */
    static void send(
            HttpServerRequest request, AnswerStatus answer, EventLoop loop, @Nullable JsonRpcKind kind, Chunks held) {
        if (answer.status() == 408) {
            textAndClose(request, answer);
        } else if (answer.status() == 413) {
            textAndLinger(request, answer, loop.vertx());
        } else if (kind != null) {
            jsonRpc(request, answer, loop.router().scanner(), kind, held);
        } else {
            text(request, answer);
        }
    }

    static void text(HttpServerRequest request, AnswerStatus answer) {
        if (GrpcStatus.isAskedFor(request)) {
            grpc(request, answer);
            return;
        }
        HttpServerResponse response = head(request, answer);
        response.putHeader(HttpHeaders.CONTENT_TYPE, TEXT);
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(Buffer.buffer(answer.sentence() + "\n"));
        }
    }

    /** Trailers only, as gRPC calls an answer whose one block of headers says everything. */
    private static void grpc(HttpServerRequest request, AnswerStatus answer) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, GRPC)
                .putHeader(GrpcStatus.HEADER, Integer.toString(GrpcStatus.of(answer.status())))
                .putHeader("grpc-message", answer.sentence())
                .end();
    }

    private static void jsonRpc(
            HttpServerRequest request, AnswerStatus answer, JsonRpcScanner scanner, JsonRpcKind kind, Chunks body) {
        json(
                request,
                answer,
                JsonRpcErrors.body(
                        scanner, kind, body.array(), body.from(), body.to(), answer.status(), answer.sentence()));
    }

    /** @param body that says for each call what the status says for all */
    static void json(HttpServerRequest request, AnswerStatus answer, byte[] body) {
        HttpServerResponse response = head(request, answer);
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        response.end(Buffer.buffer(body));
    }

    /** For JSON-RPC whose body was not looked into. */
    static void jsonRpcUnread(HttpServerRequest request, AnswerStatus answer, JsonRpcScanner scanner) {
        HttpServerResponse response = head(request, answer);
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        response.end(Buffer.buffer(JsonRpcErrors.body(
                scanner, JsonRpcKind.NOT_JSONRPC, NO_BODY, 0, 0, answer.status(), answer.sentence())));
    }

    /** For requests after which nothing on the same HTTP/1 connection can be trusted. */
    static void textAndClose(HttpServerRequest request, AnswerStatus answer) {
        if (request.version() == HttpVersion.HTTP_2) {
            text(request, answer);
            return;
        }
        HttpServerResponse response = head(request, answer);
        response.putHeader(HttpHeaders.CONTENT_TYPE, TEXT);
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        response.end(Buffer.buffer(answer.sentence() + "\n"));
        // At once, so that what follows in the same packet is not taken for a request; the answer is flushed before.
        request.connection().close();
    }

    /**
     * For a body that is still coming: closing at once would make the client's system throw the answer away with what it
     * could not send, so the rest is read and dropped for a moment.
     */
    static void textAndLinger(HttpServerRequest request, AnswerStatus answer, Vertx vertx) {
        if (request.version() == HttpVersion.HTTP_2) {
            text(request, answer);
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, id -> request.connection().close());
        request.handler(rest -> {});
        request.endHandler(v -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        text(request, answer);
        request.resume();
    }

    private static HttpServerResponse head(HttpServerRequest request, AnswerStatus answer) {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status());
        if (answer.status() == 503) {
            response.putHeader(RETRY_AFTER, ONE_SECOND);
        }
        return response;
    }
}
