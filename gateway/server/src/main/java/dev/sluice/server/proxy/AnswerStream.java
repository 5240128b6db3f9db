package dev.sluice.server.proxy;

import dev.sluice.server.upstream.PreparedEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer on its way to the client as it comes. Once it has begun, a fault can only break the client's stream
 * off, which is how HTTP says that an answer is not whole.
 */
final class AnswerStream {
    private final HttpServerRequest request;
    private final HttpServerResponse to;
    private final HttpClientResponse from;
    private final PreparedEndpoint endpoint;
    private final Relay relay;

    AnswerStream(HttpServerRequest request, HttpClientResponse from, PreparedEndpoint endpoint) {
        this.endpoint = endpoint;
        this.request = request;
        this.to = request.response();
        this.from = from;
        this.relay = new Relay(from, to);
    }

    /**
     * Sends the head, which is filled but for its framing, and lets the body flow.
     *
     * @param first part of the body that was held before, or null
     * @param whole called when the answer is through
     * @param broken called when the provider breaks off
     */
    void start(@Nullable Buffer first, Runnable whole, Runnable broken) {
        String length = from.headers().get(HttpHeaders.CONTENT_LENGTH);
        boolean bodiless = isBodiless(request.method(), to.getStatusCode());
        if (length != null && to.getStatusCode() != 204) {
            to.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        } else if (!bodiless) {
            to.setChunked(true);
        }
        from.exceptionHandler(e -> {
            relay.stop();
            broken.run();
        });
        from.endHandler(v -> {
            if (!relay.isStopped()) {
                // Before the end: with it an HTTP/2 stream is closed, which must not look like a client that went away.
                whole.run();
                end();
            }
        });
        if (bodiless) {
            from.resume();
            return;
        }
        if (first != null) {
            to.write(first);
        } else if (!isUnframed() && !from.headers().contains(GrpcStatus.HEADER)) {
            // An answer of gRPC that has its status in the head has nothing else, and must end with the head.
            to.writeHead();
        }
        // Without framing, as HTTP/1.0 has it, the head goes out with the first bytes and the end is that of the
        // connection.
        relay.start();
    }

    long bytes() {
        return relay.bytes();
    }

    /** The client is gone, or the time is over. */
    void stop() {
        relay.stop();
    }

    private void end() {
        if (!from.trailers().isEmpty() && (to.isChunked() || request.version() == HttpVersion.HTTP_2)) {
            Heads.trailers(from, to, endpoint);
        }
        if (isUnframed() && !isBodiless(request.method(), to.getStatusCode())) {
            to.end().onComplete(v -> request.connection().close());
        } else {
            to.end();
        }
    }

    private boolean isUnframed() {
        return request.version() == HttpVersion.HTTP_1_0 && !to.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private static boolean isBodiless(HttpMethod method, int status) {
        return method == HttpMethod.HEAD || status == 204 || status == 304;
    }
}
