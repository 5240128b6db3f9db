package dev.sluice.simulation.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Posts single JSON-RPC calls and judges what comes back. */
final class RpcClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int MOST_EXAMPLE_CHARACTERS = 200;

    private final HttpClient client;
    private final RequestOptions target;

    /** How a call ended; no failure means a good answer. */
    record End(@Nullable ClientFailure failure, String detail) {
        static final End GOOD = new End(null, "");
    }

    RpcClient(Vertx vertx, URI uri, int connections) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1));
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(uri.toString())
                .putHeader("content-type", "application/json");
    }

    void send(long id, CallMix.Kind kind, String params, Consumer<HttpClientRequest> begun, Consumer<End> ended) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + kind.method() + "\",\"params\":" + params
                + "}";
        client.request(target)
                .compose(request -> {
                    begun.accept(request);
                    return request.send(Buffer.buffer(body));
                })
                .compose(response -> judge(response, id, kind))
                .onComplete(ended::accept, e -> ended.accept(new End(ClientFailure.TRANSPORT, String.valueOf(e))));
    }

    Future<Void> close() {
        return client.close();
    }

    private static Future<End> judge(HttpClientResponse response, long id, CallMix.Kind kind) {
        return response.body()
                .map(body -> AnswerCheck.check(response.statusCode(), body.getBytes(), id, kind.errorIsAnswer())
                        .map(failure -> new End(failure, detail(kind, response.statusCode(), body)))
                        .orElse(End.GOOD));
    }

    private static String detail(CallMix.Kind kind, int status, Buffer body) {
        String text = body.getString(0, Math.min(body.length(), MOST_EXAMPLE_CHARACTERS));
        return kind.method() + ": " + status + " " + text;
    }
}
