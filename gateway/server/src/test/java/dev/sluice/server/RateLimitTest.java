package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.contract.snapshot.RequestClass;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What exceeds a rate is answered 429 and never sent. So many processes share it that none has a second request within an hour. */
class RateLimitTest {
    private static final int PROCESSES = 3_600;
    private static final String KEYS = ClientKeys.id("default/clients");

    private GatewayFixture f;
    private RawUpstream up;

    @BeforeEach
    void start() throws Exception {
        f = new GatewayFixture();
        up = f.upstream(RawUpstream.node("0x1"));
        share(1, PROCESSES);
    }

    private void share(long revision, int processes) {
        f.gateway.apply(new Plan(
                Snapshots.GATEWAY, 1, revision, 60_000 * Snapshots.MS, List.of(), List.of(), List.of(), processes));
    }

    @AfterEach
    void stop() throws Exception {
        f.close();
    }

    private static RateLimit limit(int burst, RateLimit.Per per) {
        return new RateLimit("default/policy", 1, burst * PROCESSES, per);
    }

    @Test
    void whatExceedsTheBurstIsToldWhenToComeAgain() throws Exception {
        f.serve(Snapshots.jsonRpc(up.port())
                .with(s -> s.clients = Clients.ANY.with(List.of(limit(3, RateLimit.Per.CLIENT)))));

        for (int i = 1; i <= 3; i++) {
            assertEquals(200, f.call("eth_call", i).statusCode());
        }
        HttpResponse<String> answer = f.call("eth_call", 4);

        assertEquals(429, answer.statusCode());
        assertEquals(3_600, Integer.parseInt(header(answer, "retry-after")), 30);
        assertEquals("\"client\";q=1;w=1", header(answer, "ratelimit-policy"));
        assertEquals("\"client\";r=0;t=" + header(answer, "retry-after"), header(answer, "ratelimit"));
        assertTrue(answer.body().contains("\"code\":-32005"), answer.body());
        assertTrue(answer.body().contains("\"id\":4"), answer.body());
        assertEquals(3, up.requests.size());
    }

    /** Four have room: two calls leave it for a batch of three entries, one of them no call, and then there is none. */
    @Test
    void entriesOfABatchThatIsTakenApartAreCountedOnceEach() throws Exception {
        f.serve(Snapshots.jsonRpc(up.port())
                .with(s -> s.clients = Clients.ANY.with(List.of(limit(4, RateLimit.Per.CLIENT)))));
        String call = GatewayFixture.rpc("eth_call", "1");
        String write = GatewayFixture.rpc("eth_sendTransaction", "2");

        assertEquals(200, f.post("/", "[" + call + "," + write + "]").statusCode());
        assertEquals(200, f.post("/", "[" + call + "," + write + ",7]").statusCode());
        HttpResponse<String> over = f.post("/", "[" + call + ",7]");

        assertEquals(429, over.statusCode());
        assertTrue(over.body().contains("\"code\":-32005"), over.body());
        assertEquals(4, up.requests.size());
    }

    @Test
    void aPlainServiceAnswersInText() throws Exception {
        up.behave(RawUpstream.answer(200, "text/plain", "ok"));
        f.serve(Snapshots.http(up.port())
                .with(s -> s.clients = Clients.ANY.with(List.of(limit(1, RateLimit.Per.TARGET)))));

        assertEquals(200, f.get("/").statusCode());
        HttpResponse<String> answer = f.get("/");

        assertEquals(429, answer.statusCode());
        assertEquals("\"target\";q=1;w=1", header(answer, "ratelimit-policy"));
        assertEquals("more requests than this client may send\n", answer.body());
    }

    @Test
    void clientsAreCountedByTheirNamesAndUnknownOnesNotAtAll() throws Exception {
        f.serve(
                Snapshots.jsonRpc(up.port())
                        .with(s -> s.clients = Clients.ANY
                                .with(new Authentication(new Authentication.ApiKey("x-api-key", KEYS)))
                                .with(List.of(limit(1, RateLimit.Per.CLIENT))))
                        .build(),
                keys("wallet", "desk"));
        up.behave(RawUpstream.answer(200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}"));

        for (int i = 0; i < 5; i++) {
            assertEquals(401, f.get("/", "x-api-key", "guess").statusCode());
        }
        assertEquals(200, f.get("/", "x-api-key", "key-of-wallet").statusCode());
        assertEquals(429, f.get("/", "x-api-key", "key-of-wallet").statusCode());
        assertEquals(200, f.get("/", "x-api-key", "key-of-desk").statusCode());
        String metrics = GatewayFixture.await(f.gateway.metrics());
        assertTrue(metrics.contains("sluice_tenant_requests_total{tenant=\"wallet\"} 2"), metrics);
        assertTrue(metrics.contains("sluice_tenant_limited_total{tenant=\"wallet\"} 1"), metrics);
        assertTrue(metrics.contains("sluice_tenant_requests_total{tenant=\"desk\"} 1"), metrics);
    }

    @Test
    void everyCallOfABatchCounts() throws Exception {
        f.serve(Snapshots.jsonRpc(up.port())
                .with(s -> s.clients = Clients.ANY.with(List.of(limit(2, RateLimit.Per.CLIENT)))));
        String call = GatewayFixture.rpc("eth_call", "1");

        f.post("/", "[" + (call + ",").repeat(99) + call + "]");
        HttpResponse<String> answer = f.post("/", call);

        assertEquals(429, answer.statusCode());
        assertTrue(
                Integer.parseInt(header(answer, "retry-after")) > 90,
                answer.headers().toString());
    }

    @Test
    void aChangeOfTheSnapshotLetsNobodyInAnewAndProcessesShare() throws Exception {
        Snapshots snapshots = Snapshots.jsonRpc(up.port())
                .with(s -> s.clients = Clients.ANY.with(List.of(limit(8, RateLimit.Per.TARGET))));
        f.serve(snapshots);
        share(2, 4 * PROCESSES);

        int in = 0;
        for (int i = 0; i < 8; i++) {
            in += f.call("eth_call", i).statusCode() == 200 ? 1 : 0;
            snapshots.revision++;
            f.serve(snapshots);
        }

        assertEquals(2, in, "of a burst of 8 that 4 times as many share");
    }

    @Test
    void aClassHasALimitOfItsOwnWhichBatchesAndOtherClassesDoNotEvade() throws Exception {
        RateLimit two = limit(2, RateLimit.Per.CLASS);
        f.serve(Snapshots.jsonRpc(up.port())
                .with(s -> s.classes = List.of(new RequestClass(
                        "heavy",
                        List.of("eth_getLogs"),
                        List.of(),
                        List.of(),
                        RequestClass.LOW,
                        RequestClass.WriteMode.SINGLE,
                        List.of(),
                        two,
                        1))));

        assertEquals(200, f.call("eth_getLogs", 1).statusCode());
        assertEquals(200, f.call("eth_getLogs", 2).statusCode());
        HttpResponse<String> answer = f.call("eth_getLogs", 3);
        assertEquals(429, answer.statusCode());
        assertEquals(3_600, Integer.parseInt(header(answer, "retry-after")), 30);
        assertEquals("\"class\";q=1;w=1", header(answer, "ratelimit-policy"));
        assertTrue(answer.body().contains("\"id\":3"), answer.body());
        assertTrue(answer.body().contains("\"code\":-32005"), answer.body());

        HttpResponse<String> batch = f.post(
                "/", "[" + GatewayFixture.rpc("eth_call", "4") + "," + GatewayFixture.rpc("eth_getLogs", "5") + "]");
        assertEquals(200, batch.statusCode());
        assertTrue(batch.body().contains("\"id\":4,\"result\":\"0x1\""), batch.body());
        assertTrue(batch.body().contains("\"id\":5,\"error\":{\"code\":-32005"), batch.body());
        assertEquals(3, up.requests.size());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private static Credentials keys(String... clients) {
        Map<String, String> digests = new java.util.HashMap<>();
        for (String client : clients) {
            digests.put(client, ClientKeys.digest("key-of-" + client));
        }
        return new Credentials(1, Map.of(KEYS, new ClientKeys(digests).text()));
    }
}
