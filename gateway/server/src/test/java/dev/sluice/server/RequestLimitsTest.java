package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Clients;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much one request may ask for. */
class RequestLimitsTest {
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[]}";
    private static final String WIDE =
            "{\"code\":-32602,\"message\":\"logs may be asked of at most 1000 blocks at once; "
                    + "name fromBlock and toBlock, and ask for less\"}";

    private static Snapshots limited(RawUpstream up) {
        return Snapshots.jsonRpc(up.port()).with(s -> s.clients = Clients.ANY.with(2, 1_000L));
    }

    private static String logs(String method, String from, String to) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":[{\"fromBlock\":\"" + from
                + "\",\"toBlock\":\"" + to + "\"}]}";
    }

    @Test
    void aLongerBatchThanThePolicyTakesIsRefusedAsAWhole() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(RawUpstream.answer(200, "application/json", "[" + CALL + "," + CALL + "]"));
            g.serve(limited(up));

            HttpResponse<String> answer = g.post("/", "[" + CALL + "," + CALL + "," + CALL + "]");

            assertEquals(400, answer.statusCode());
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"a batch may hold at most 2 calls\"}}",
                    answer.body());
            assertTrue(up.requests.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_getLogs", "eth_newFilter"})
    void logsOfMoreBlocksAreRefusedAndOfAsManyAreNot(String method) throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(RawUpstream.node("0x1"));
            g.serve(limited(up));

            HttpResponse<String> answer = g.post("/", logs(method, "0x1", "0x3e9"));

            assertEquals(422, answer.statusCode());
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":" + WIDE + "}", answer.body());
            assertTrue(up.requests.isEmpty());
            assertEquals(200, g.post("/", logs(method, "0x1", "0x3e8")).statusCode());
            assertEquals(200, g.post("/", logs(method, "latest", "latest")).statusCode());
        }
    }

    @Test
    void whereTheHeadIsNotKnownLatestCannotBeToldAndOnceItIsItCan() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(RawUpstream.node("0x3e8"));
            g.serve(limited(up)
                    .with(s -> s.cache =
                            new dev.sluice.contract.snapshot.Cache(java.util.List.of("eth_blockNumber"), 1, 1)));

            assertEquals(422, g.post("/", logs("eth_getLogs", "0x1", "latest")).statusCode());
            g.call("eth_blockNumber", 1);
            assertEquals(200, g.post("/", logs("eth_getLogs", "0x1", "latest")).statusCode());
            assertEquals(422, g.post("/", logs("eth_getLogs", "0x0", "latest")).statusCode());
        }
    }

    @Test
    void inABatchOnlyTheCallThatAsksForTooMuchIsRefused() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(RawUpstream.node("0x1"));
            g.serve(limited(up));

            HttpResponse<String> answer = g.post("/", "[" + logs("eth_getLogs", "0x1", "0xffff") + "," + CALL + "]");

            assertEquals(200, answer.statusCode());
            assertEquals(
                    "[{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":" + WIDE
                            + "},{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}]",
                    answer.body());
            assertEquals(1, up.requests.size());
        }
    }
}
