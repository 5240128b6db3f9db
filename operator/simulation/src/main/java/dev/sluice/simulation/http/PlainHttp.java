package dev.sluice.simulation.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What a provider of a plain HTTP service answers: an echo that says who answered and what arrived, and
 * {@code /bytes/N}, N bytes streamed with back-pressure. A body sent to it is counted as it streams in and not kept.
 */
final class PlainHttp {
    private static final int CHUNK_BYTES = 64 << 10;

    private final Vertx vertx;
    private final String name;

    PlainHttp(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
    }

    /** Whatever is no POST of JSON. */
    static boolean isPlain(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return request.method() != HttpMethod.POST
                || (type != null && !type.toLowerCase(Locale.ROOT).contains("json"));
    }

    void answer(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        int bytes = path.lastIndexOf("/bytes/");
        if (bytes >= 0 && path.substring(bytes + 7).matches("[0-9]{1,12}")) {
            stream(request, Long.parseLong(path.substring(bytes + 7)));
            return;
        }
        long[] received = {0};
        request.handler(chunk -> received[0] += chunk.length());
        request.endHandler(end -> request.response()
                .putHeader("content-type", "application/json")
                .putHeader("x-served-by", name)
                .end(echo(request, received[0]).toBuffer()));
    }

    private JsonObject echo(HttpServerRequest request, long bodyBytes) {
        JsonObject headers = new JsonObject();
        request.headers()
                .names()
                .forEach(header -> headers.put(
                        header.toLowerCase(Locale.ROOT),
                        String.join(",", request.headers().getAll(header))));
        return new JsonObject()
                .put("provider", name)
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("path", request.path())
                .put("headers", headers)
                .put("bodyBytes", bodyBytes);
    }

    private void stream(HttpServerRequest request, long bytes) {
        HttpServerResponse response = request.response();
        response.putHeader("content-type", "application/octet-stream")
                .putHeader("content-length", Long.toString(bytes));
        pump(response, bytes);
    }

    /** The next chunk goes when this one is on its way; a closed connection ends it. */
    private void pump(HttpServerResponse response, long left) {
        int size = (int) Math.min(CHUNK_BYTES, left);
        if (left <= CHUNK_BYTES) {
            response.end(Buffer.buffer(new byte[size]));
        } else {
            response.write(Buffer.buffer(new byte[size]))
                    .onSuccess(written -> vertx.runOnContext(turn -> pump(response, left - size)));
        }
    }
}
