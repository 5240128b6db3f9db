package dev.sluice.server.upstream.http1;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.StreamPriority;
import io.vertx.core.net.NetSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Vert.x' interface has besides, and no gateway asks of an answer. */
abstract class UnaskedOfResponse implements HttpClientResponse {
    @Override
    public HttpClientResponse fetch(long amount) {
        throw unasked();
    }

    @Override
    public NetSocket netSocket() {
        throw unasked();
    }

    @Override
    public @Nullable String getTrailer(String name) {
        throw unasked();
    }

    @Override
    public Future<Buffer> body() {
        throw unasked();
    }

    @Override
    public Future<Void> end() {
        throw unasked();
    }

    @Override
    public HttpClientResponse customFrameHandler(Handler<HttpFrame> handler) {
        throw unasked();
    }

    @Override
    public HttpClientResponse streamPriorityHandler(Handler<StreamPriority> handler) {
        throw unasked();
    }

    @Override
    public @Nullable String getHeader(String name) {
        throw unasked();
    }

    @Override
    public @Nullable String getHeader(CharSequence name) {
        throw unasked();
    }

    @Override
    public List<String> cookies() {
        throw unasked();
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("not of an answer over HTTP/1.1");
    }
}
