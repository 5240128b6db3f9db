package dev.sluice.server.upstream.http1;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientForm;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamPriority;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Vert.x' interface has besides, and no gateway asks of a call. */
abstract class UnaskedOfRequest implements HttpClientRequest {
    @Override
    public HttpClientRequest setWriteQueueMaxSize(int bytes) {
        throw unasked();
    }

    @Override
    public HttpClientRequest setFollowRedirects(boolean follow) {
        throw unasked();
    }

    @Override
    public boolean isFollowRedirects() {
        throw unasked();
    }

    @Override
    public HttpClientRequest setMaxRedirects(int most) {
        throw unasked();
    }

    @Override
    public int getMaxRedirects() {
        throw unasked();
    }

    @Override
    public int numberOfRedirections() {
        throw unasked();
    }

    @Override
    public HttpClientRequest setMethod(HttpMethod method) {
        throw unasked();
    }

    @Override
    public String absoluteURI() {
        throw unasked();
    }

    @Override
    public HttpClientRequest setURI(String uri) {
        throw unasked();
    }

    @Override
    public String path() {
        throw unasked();
    }

    @Override
    public String query() {
        throw unasked();
    }

    @Override
    public HttpClientRequest putHeader(String name, Iterable<String> values) {
        throw unasked();
    }

    @Override
    public HttpClientRequest putHeader(CharSequence name, Iterable<CharSequence> values) {
        throw unasked();
    }

    @Override
    public HttpClientRequest traceOperation(String operation) {
        throw unasked();
    }

    @Override
    public String traceOperation() {
        throw unasked();
    }

    @Override
    public Future<Void> write(String chunk) {
        throw unasked();
    }

    @Override
    public Future<Void> write(String chunk, String encoding) {
        throw unasked();
    }

    @Override
    public HttpClientRequest continueHandler(@Nullable Handler<Void> handler) {
        throw unasked();
    }

    @Override
    public HttpClientRequest earlyHintsHandler(@Nullable Handler<MultiMap> handler) {
        throw unasked();
    }

    @Override
    public HttpClientRequest redirectHandler(
            @Nullable Function<HttpClientResponse, Future<HttpClientRequest>> handler) {
        throw unasked();
    }

    @Override
    public Future<HttpClientResponse> connect() {
        throw unasked();
    }

    @Override
    public Future<HttpClientResponse> send(ClientForm form) {
        throw unasked();
    }

    @Override
    public Future<Void> end(String chunk) {
        throw unasked();
    }

    @Override
    public Future<Void> end(String chunk, String encoding) {
        throw unasked();
    }

    @Override
    public HttpClientRequest idleTimeout(long millis) {
        throw unasked();
    }

    @Override
    public HttpClientRequest pushHandler(Handler<HttpClientRequest> handler) {
        throw unasked();
    }

    @Override
    public HttpConnection connection() {
        throw unasked();
    }

    @Override
    public Future<Void> writeCustomFrame(int type, int flags, Buffer payload) {
        throw unasked();
    }

    @Override
    public StreamPriority getStreamPriority() {
        throw unasked();
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("not of a call over HTTP/1.1");
    }
}
