package dev.sluice.simulation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Price;
import dev.sluice.simulation.chain.ChainSettings;
import dev.sluice.simulation.chain.ChainSimulator;
import dev.sluice.simulation.model.Impairment;
import dev.sluice.simulation.model.LatencyShape;
import dev.sluice.simulation.model.ProviderProfile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedProviderTest {
    private static final int ALL = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private SimulatedProvider start(SimulatedProviderOptions options) {
        return SimulatedProvider.start(vertx, options);
    }

    private SimulatedProvider start() {
        return start(SimulatedProviderOptions.named("a"));
    }

    @Test
    void answersCallsAndBatchesFromItsChain() throws Exception {
        SimulatedProvider provider = start();

        HttpResponse<String> one = http.post(
                provider.port(), "/any/path", "{\"jsonrpc\":\"2.0\",\"id\":\"\\u0041\",\"method\":\"eth_chainId\"}");
        HttpResponse<String> two =
                http.post(provider.port(), "/", "[" + Http.HEAD + "," + Http.HEAD.replace(":1,", ":2,") + "]");

        assertEquals(200, one.statusCode());
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":\"\\u0041\",\"result\":\"0x1\"}", one.body());
        assertTrue(two.body().startsWith("[{\"jsonrpc\":\"2.0\",\"id\":1,"), two.body());
    }

    @Test
    void providersOfOneChainAgreeUpToTheirLag() throws Exception {
        ChainSimulator chain = new ChainSimulator(ChainSettings.ethereum(3));
        SimulatedProvider near = start(SimulatedProviderOptions.named("near").withChain(chain, () -> 0));
        SimulatedProvider same = start(SimulatedProviderOptions.named("same").withChain(chain, () -> 0));
        SimulatedProvider late = start(SimulatedProviderOptions.named("late").withChain(chain, () -> 0));
        late.setFault(Impairment.lagging(5));

        String head = http.post(near.port(), "/", Http.HEAD).body();

        assertEquals(head, http.post(same.port(), "/", Http.HEAD).body());
        String behind = Long.toHexString(chain.headNumber(0, 5));
        assertTrue(http.post(late.port(), "/", Http.HEAD).body().contains("\"0x" + behind + "\""));
        late.setFault(Impairment.otherChain());
        assertTrue(!http.post(late.port(), "/", Http.HEAD).body().equals(head));
    }

    @Test
    void takesAsLongAsItsLatencySays() throws Exception {
        SimulatedProvider provider = start(SimulatedProviderOptions.named("slow")
                .withProfile(ProviderProfile.instant().withLatency(LatencyShape.ofMillis(80, 0, 0, 0))));

        long start = System.nanoTime();
        http.post(provider.port(), "/", Http.HEAD);

        assertTrue(System.nanoTime() - start >= 79_000_000L);
    }

    @Test
    void faultsComeAndGoWhileItRuns() throws Exception {
        SimulatedProvider provider = start();

        provider.setFault(Impairment.errors(ALL, 502));
        assertEquals(502, http.post(provider.port(), "/", Http.HEAD).statusCode());
        provider.setFault(Impairment.rateLimited(ALL, 9));
        HttpResponse<String> limited = http.post(provider.port(), "/", Http.HEAD);
        assertEquals(429, limited.statusCode());
        assertEquals("9", limited.headers().firstValue("retry-after").orElseThrow());
        provider.setFault(Impairment.rpcErrors(ALL));
        assertTrue(http.post(provider.port(), "/", Http.HEAD).body().contains("-32603"));
        provider.setFault(Impairment.resets(ALL));
        assertThrows(IOException.class, () -> http.post(provider.port(), "/", Http.HEAD));
        provider.setFault(Impairment.silence(ALL));
        assertThrows(
                HttpTimeoutException.class, () -> http.postWithin(provider.port(), Http.HEAD, Duration.ofMillis(200)));
        provider.clearFault();
        assertEquals(200, http.post(provider.port(), "/", Http.HEAD).statusCode());
    }

    @Test
    void refusesConnectionsWhileItDoesNotListen() throws Exception {
        SimulatedProvider provider = start();
        http.post(provider.port(), "/", Http.HEAD);

        provider.stopListening();
        assertThrows(ConnectException.class, () -> http.post(provider.port(), "/", Http.HEAD));
        provider.listen();

        assertEquals(200, http.post(provider.port(), "/", Http.HEAD).statusCode());
    }

    @Test
    void asksForItsKeyWhereItWantsIt() throws Exception {
        SimulatedProvider inHeader = start(
                SimulatedProviderOptions.named("h").withCredential(new RequiredCredential.InHeader("X-Api-Key", "k1")));
        SimulatedProvider inPath =
                start(SimulatedProviderOptions.named("p").withCredential(new RequiredCredential.InPath("/v2/", "k2")));
        SimulatedProvider inQuery = start(
                SimulatedProviderOptions.named("q").withCredential(new RequiredCredential.InQuery("apikey", "k3")));

        assertEquals(
                200,
                http.post(inHeader.port(), "/", Http.HEAD, "x-api-key", "k1").statusCode());
        assertEquals(401, http.post(inHeader.port(), "/", Http.HEAD).statusCode());
        assertEquals(200, http.post(inPath.port(), "/v2/k2/x", Http.HEAD).statusCode());
        assertEquals(200, http.post(inPath.port(), "/v2/k2", Http.HEAD).statusCode());
        assertEquals(401, http.post(inPath.port(), "/v2/k2x", Http.HEAD).statusCode());
        assertEquals(200, http.post(inQuery.port(), "/?apikey=k3", Http.HEAD).statusCode());
        assertEquals(401, http.post(inQuery.port(), "/?apikey=", Http.HEAD).statusCode());
        assertEquals(Map.of("k1", 1L, "", 1L), inHeader.served().credentials());

        inHeader.requireCredential(new RequiredCredential.InHeader("X-Api-Key", "rotated"));
        assertEquals(
                401,
                http.post(inHeader.port(), "/", Http.HEAD, "x-api-key", "k1").statusCode());
    }

    @Test
    void countsWhatItServedAndWhatItCharges() throws Exception {
        Price price = new Price("USD", 10, List.of(new Price.MethodPrice("eth_getLogs", 50)));
        SimulatedProvider provider = start(SimulatedProviderOptions.named("a")
                .withProfile(ProviderProfile.instant().withPrice(price)));

        http.post(provider.port(), "/", Http.HEAD);
        http.post(provider.port(), "/", "[" + Http.HEAD + "," + Http.HEAD.replace("blockNumber", "getLogs") + "]");
        provider.setFault(Impairment.errors(ALL, 503));
        http.post(provider.port(), "/", Http.HEAD);

        Served served = provider.served();
        assertEquals(3, served.requests());
        assertEquals(3, served.calls("eth_blockNumber"));
        assertEquals(1, served.calls("eth_getLogs"));
        assertEquals(2, served.status(200));
        assertEquals(1, served.status(503));
        assertEquals(2, served.answered());
        assertEquals(3 * 10 + 50, served.costPicos());
    }

    @Test
    void echoesPlainHttpAndStreamsAsManyBytesAsAsked() throws Exception {
        SimulatedProvider provider = start();

        String echo = new String(http.get(provider.port(), "/files/x?y=1").body());
        byte[] bytes = http.get(provider.port(), "/bytes/3000000").body();

        assertTrue(echo.contains("\"uri\":\"/files/x?y=1\""), echo);
        assertTrue(echo.contains("\"provider\":\"a\""), echo);
        assertEquals(3_000_000, bytes.length);
        assertEquals(2, provider.served().calls(""));
    }

    @Test
    void relaysToANodeAndAddsItsOwnLag() throws Exception {
        SimulatedProvider node = start(SimulatedProviderOptions.named("node")
                .withChain(new ChainSimulator(ChainSettings.ethereum(9)), () -> 0));
        SimulatedProvider relay = start(SimulatedProviderOptions.named("relay")
                .withRelay(java.net.URI.create("http://127.0.0.1:" + node.port() + "/rpc")));

        String real = http.post(node.port(), "/", Http.HEAD).body();

        assertEquals(real, http.post(relay.port(), "/", Http.HEAD).body());
        relay.setFault(Impairment.lagging(2));
        String behind = http.post(relay.port(), "/", Http.HEAD).body();
        assertTrue(behind.contains(Long.toHexString(ChainSettings.ethereum(9).firstNumber() - 2)), behind);
        relay.setFault(Impairment.errors(ALL, 500));
        assertEquals(500, http.post(relay.port(), "/", Http.HEAD).statusCode());
        relay.clearFault();
        node.stopListening();
        assertEquals(502, http.post(relay.port(), "/", Http.HEAD).statusCode());
    }
}
