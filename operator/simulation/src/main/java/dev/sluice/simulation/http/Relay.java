package dev.sluice.simulation.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.simulation.chain.ChainSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Passes bodies to a real node and its answers back as they are. Lag shows only in {@code eth_blockNumber} sent alone:
 * that is where gateways and wallets look for it.
 */
final class Relay {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONNECTIONS = 64;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final HttpClient client;
    private final RequestOptions target;

    Relay(Vertx vertx, URI node) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setConnectTimeout(TIMEOUT_MILLIS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(node.toString())
                .setIdleTimeout(TIMEOUT_MILLIS)
                .putHeader("content-type", "application/json");
    }

    Future<Buffer> answer(byte[] body, int lagBlocks) {
        boolean behind = lagBlocks > 0 && ChainSimulator.methodsOf(body).equals(List.of("eth_blockNumber"));
        return client.request(new RequestOptions(target))
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body())
                .map(answer -> behind ? lagging(answer, lagBlocks) : answer);
    }

    void close() {
        Waiting.on(client.close());
    }

    private static Buffer lagging(Buffer answer, int lagBlocks) {
        try {
            JsonNode tree = JSON.readTree(answer.getBytes());
            String head = tree.path("result").asText("");
            if (tree instanceof ObjectNode object && head.startsWith("0x")) {
                long number = Math.max(0, Long.parseLong(head.substring(2), 16) - lagBlocks);
                return Buffer.buffer(
                        object.put("result", "0x" + Long.toHexString(number)).toString());
            }
            return answer;
        } catch (IOException e) {
            return answer;
        }
    }
}
