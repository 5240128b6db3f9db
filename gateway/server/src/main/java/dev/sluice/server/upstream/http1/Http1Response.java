package dev.sluice.server.upstream.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An answer as it comes. While it is paused the connection is not read, and what was read already waits here. */
final class Http1Response extends UnaskedOfResponse {
    private final Http1Request request;
    private final HttpResponse head;
    private @Nullable Deque<Buffer> kept;
    private @Nullable Handler<Buffer> part;
    private @Nullable Handler<Void> end;
    private @Nullable Handler<Throwable> fault;
    private @Nullable MultiMap trailers;
    private boolean paused;
    private boolean ended;

    Http1Response(Http1Request request, HttpResponse head) {
        this.request = request;
        this.head = head;
    }

    @Override
    public int statusCode() {
        return head.status().code();
    }

    @Override
    public String statusMessage() {
        return head.status().reasonPhrase();
    }

    @Override
    public HttpVersion version() {
        return head.protocolVersion().minorVersion() == 0 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
    }

    @Override
    public MultiMap headers() {
        return (MultiMap) head.headers();
    }

    @Override
    public MultiMap trailers() {
        MultiMap now = trailers;
        return now == null ? MultiMap.caseInsensitiveMultiMap() : now;
    }

    @Override
    public HttpClientRequest request() {
        return request;
    }

    @Override
    public HttpClientResponse handler(@Nullable Handler<Buffer> handler) {
        part = handler;
        return this;
    }

    @Override
    public HttpClientResponse endHandler(@Nullable Handler<Void> handler) {
        end = handler;
        return this;
    }

    @Override
    public HttpClientResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
        fault = handler;
        return this;
    }

    @Override
    public HttpClientResponse pause() {
        paused = true;
        request.read(false);
        return this;
    }

    @Override
    public HttpClientResponse resume() {
        paused = false;
        Deque<Buffer> waiting = kept;
        while (waiting != null && !paused && !waiting.isEmpty()) {
            hand(waiting.poll());
        }
        if (!paused && ended) {
            finish();
        } else if (!paused) {
            request.read(true);
        }
        return this;
    }

    void take(ByteBuf bytes) {
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        Buffer own = BufferInternal.buffer(Unpooled.wrappedBuffer(copy));
        if (paused) {
            Deque<Buffer> waiting = kept == null ? new ArrayDeque<>() : kept;
            kept = waiting;
            waiting.add(own);
        } else {
            hand(own);
        }
    }

    void takeLast(HttpHeaders last) {
        // Netty's own empty ones, where there can be none, are no headers of Vert.x.
        trailers = last instanceof MultiMap some ? some : MultiMap.caseInsensitiveMultiMap();
        ended = true;
        if (!paused && (kept == null || kept.isEmpty())) {
            finish();
        }
    }

    void failed(Throwable why) {
        if (fault != null) {
            fault.handle(why);
        }
    }

    private void hand(Buffer bytes) {
        if (part != null) {
            part.handle(bytes);
        }
    }

    private void finish() {
        Handler<Void> once = end;
        end = null;
        if (once != null) {
            once.handle(null);
        }
    }
}
