package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.name;
import static dev.sluice.engine.Snapshots.provider;
import static dev.sluice.engine.Snapshots.requestClass;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.batch.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls of a batch go together. */
class BatchedCallsTest {
    @Test
    void aBatchOfOneClassIsOneRequest() {
        Gateway gateway = new Gateway(classes());

        Exchange x = gateway.classified("[{\"id\":1,\"method\":\"eth_getLogs\"},{\"method\":\"eth_getLogs\"}]");

        assertFalse(x.isSplit());
        assertEquals(1, x.answers());
        assertEquals("history", x.candidates().key().requestClass());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":1,\"method\":\"eth_getLogs\"},{\"id\":2,\"method\":\"eth_call\"}]",
                "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"eth_sendTransaction\"}]",
                "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"admin_peers\"}]",
                "[{\"method\":\"eth_call\"}]",
                "[{\"id\":1,\"method\":\"eth_call\"},7]"
            })
    void aBatchWhoseCallsGoDifferentWaysIsSplit(String body) {
        Gateway gateway = new Gateway(classes());
        Exchange x = new Exchange();
        gateway.loop.match(x, Snapshots.PORT, FakeRequest.post("/"), 0);
        gateway.loop.drawBackend(x);

        gateway.loop.classify(x, FakeRequest.post("/"), body.getBytes(UTF_8), 0, body.length());

        assertTrue(x.isSplit());
    }

    @Test
    void partsOfABatchAreRequestsOfTheirOwnClass() {
        Gateway gateway = new Gateway(classes());
        String body = "[{\"id\":1,\"method\":\"eth_getLogs\"},{\"id\":2,\"method\":\"eth_call\"}]";
        Exchange batch = gateway.classified(body);
        byte[] logs = "{\"id\":0,\"method\":\"eth_getLogs\"}".getBytes(UTF_8);

        for (int i = 0; i < 20; i++) {
            Exchange part = gateway.loop.part(batch, FakeRequest.post("/"), logs);
            assertEquals("history", part.candidates().key().requestClass());
            assertEquals(Pick.PICKED, gateway.loop.pick(part, 0));
            assertEquals("b", name(part), "only b has the capability of the class");
            gateway.answer(part);
        }

        assertEquals(
                20,
                gateway.observe().clients().stream()
                        .mapToLong(ClientTraffic::requests)
                        .sum());
        assertEquals(20, gateway.observe().classes().get(0).requests());
    }

    @Test
    void callsOfABatchGoTogetherByClassAndByWhetherTheyMayBeRepeated() {
        Gateway gateway = new Gateway(classes());
        String text = "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"eth_getLogs\"},"
                + "{\"id\":3,\"method\":\"eth_chainId\"},{\"id\":4,\"method\":\"eth_sendTransaction\"},"
                + "{\"id\":5,\"method\":\"admin_peers\"}]";
        byte[] body = text.getBytes(UTF_8);
        Exchange x = gateway.classified(text);
        Batch batch = new Batch(gateway.loop.scanner(), body, 0, body.length);

        int[] parts = IntStream.range(0, 5)
                .map(i -> gateway.loop.partOf(x, FakeRequest.post("/"), batch.entry(i)))
                .toArray();

        assertEquals(parts[0], parts[2]);
        assertEquals(3, IntStream.of(parts[0], parts[1], parts[3]).distinct().count());
        assertTrue(parts[4] < 0);
    }

    @Test
    void aBatchOfMoreCallsThanAreTakenIsNone() {
        Gateway gateway = new Gateway(classes());
        String call = "{\"id\":1,\"method\":\"eth_call\"}";
        Exchange x = new Exchange();
        gateway.loop.match(x, Snapshots.PORT, FakeRequest.post("/"), 0);
        gateway.loop.drawBackend(x);
        byte[] most = ("[" + (call + ",").repeat(Clients.MOST_CALLS - 1) + call + "]").getBytes(UTF_8);
        byte[] more = ("[" + (call + ",").repeat(Clients.MOST_CALLS) + call + "]").getBytes(UTF_8);

        assertEquals(JsonRpcKind.BATCH, gateway.loop.classify(x, FakeRequest.post("/"), most, 0, most.length));
        assertEquals(JsonRpcKind.TOO_MANY, gateway.loop.classify(x, FakeRequest.post("/"), more, 0, more.length));
    }

    private static Snapshots classes() {
        Snapshots snapshots = new Snapshots()
                .with(provider("a", "r1", List.of(), 1), 100, 0)
                .with(provider("b", "r2", List.of("Archive"), 1), 1, 0);
        snapshots.classes = List.of(requestClass("history", 25, List.of("eth_getLogs"), List.of("Archive")));
        return snapshots;
    }
}
