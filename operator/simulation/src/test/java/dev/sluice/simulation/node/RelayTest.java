package dev.sluice.simulation.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.http.SimulatedProviderOptions;
import dev.sluice.simulation.load.CallMix;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.LoadReport;
import dev.sluice.simulation.load.Pace;
import dev.sluice.simulation.model.Impairment;
import dev.sluice.simulation.model.LatencyShape;
import dev.sluice.simulation.model.ProviderProfile;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static Vertx vertx;
    private static AnvilNode node;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        node = AnvilNode.start();
    }

    @AfterAll
    static void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String post(URI uri, String method, String params) throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":\"r1\",\"method\":\"" + method + "\",\"params\":" + params + "}";
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static SimulatedProvider relay(String name) {
        return SimulatedProvider.start(
                vertx, SimulatedProviderOptions.named(name).withRelay(node.uri()));
    }

    private static URI uri(SimulatedProvider provider) {
        return URI.create("http://127.0.0.1:" + provider.port() + "/");
    }

    @Test
    void passesOnTheNodesAnswersByteForByte() throws Exception {
        try (SimulatedProvider relay = relay("a")) {
            String genesis = post(node.uri(), "eth_getBlockByNumber", "[\"0x0\",true]");

            assertEquals(genesis, post(uri(relay), "eth_getBlockByNumber", "[\"0x0\",true]"));
            assertTrue(post(uri(relay), "web3_clientVersion", "[]").contains("anvil"));
            assertTrue(post(uri(relay), "eth_noSuch", "[]").contains("-32601"));
        }
    }

    @Test
    void addsLagToTheHead() throws Exception {
        try (SimulatedProvider relay = relay("b")) {
            post(node.uri(), "anvil_mine", "[\"0x20\"]");
            relay.setFault(Impairment.lagging(10));

            long before = head(post(node.uri(), "eth_blockNumber", "[]"));
            long behind = head(post(uri(relay), "eth_blockNumber", "[]"));
            long after = head(post(node.uri(), "eth_blockNumber", "[]"));

            assertTrue(behind >= before - 10 && behind <= after - 10, before + " " + behind + " " + after);
        }
    }

    @Test
    void addsLatencyAndErrorsThatALoadSees() {
        ProviderProfile slow = ProviderProfile.instant().withLatency(LatencyShape.ofMillis(20, 0.1, 0, 0));
        try (SimulatedProvider relay = SimulatedProvider.start(
                vertx, SimulatedProviderOptions.named("c").withRelay(node.uri()).withProfile(slow))) {
            LoadOptions options = LoadOptions.to(uri(relay), new Pace.ClosedLoop(8))
                    .withMix(CallMix.reads())
                    .withMostRequests(400);

            LoadReport good = new LoadGenerator(vertx).run(options);
            relay.setFault(Impairment.errors(500_000, 503));
            LoadReport bad = new LoadGenerator(vertx).run(options);

            assertEquals(0, good.failed(), good.examples().toString());
            assertTrue(
                    good.total().p50Nanos() >= 18_000_000L,
                    "p50 " + good.total().p50Nanos());
            assertEquals(relay.served().status(503), bad.failed());
        }
    }

    private static long head(String answer) throws Exception {
        JsonNode tree = new JsonMapper().readTree(answer);
        return Long.parseLong(tree.get("result").asText().substring(2), 16);
    }
}
