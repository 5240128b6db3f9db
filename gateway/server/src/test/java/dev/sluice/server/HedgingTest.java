package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Timeouts;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first provider is asked first and may be slow; the second is asked when the policy's quantile has passed. */
class HedgingTest {
    /** So many quick answers tell what is slow. */
    private static final int KNOWN = 60;

    private static final String NULL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}";

    private final GatewayFixture f = new GatewayFixture(o -> o.withEventLoops(1));
    private RawUpstream first;
    private RawUpstream second;

    @BeforeEach
    void startProviders() throws IOException {
        first = f.upstream(RawUpstream.node("0x1"));
        second = f.upstream(RawUpstream.node("0x2"));
    }

    @AfterEach
    void stop() throws Exception {
        f.close();
    }

    private Snapshots rpc(int budgetPercent) {
        return Snapshots.jsonRpc(first.port(), second.port()).with(s -> {
            s.loadBalancer = Pool.LoadBalancer.FAILOVER;
            s.hedge = budgetPercent == 0 ? null : new Policy.Hedge(950_000, budgetPercent);
            s.retry = new Retry(0, 0, 0, List.of());
        });
    }

    private void serveKnown(Snapshots snapshots) throws Exception {
        f.serve(snapshots);
        for (int i = 0; i < KNOWN; i++) {
            assertEquals(200, f.call("eth_chainId", i).statusCode());
        }
        assertEquals(KNOWN, first.requests.size());
    }

    private ClientTraffic clients() {
        return f.observe().clients().stream()
                .filter(c -> c.route().equals("default/route"))
                .findFirst()
                .orElseThrow();
    }

    private long slowestMillis(int requests) throws Exception {
        long slowest = 0;
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            assertEquals(200, f.call("eth_call", i).statusCode());
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        return TimeUnit.NANOSECONDS.toMillis(slowest);
    }

    @Test
    void theSlowestRequestsBecomeFaster() throws Exception {
        AtomicInteger count = new AtomicInteger();
        RawUpstream.Behaviour quick = RawUpstream.node("0x1");
        RawUpstream.Behaviour slow = first.slow(1_500, quick);
        RawUpstream.Behaviour sometimesSlow = (request, socket, out) ->
                (count.incrementAndGet() % 30 == 0 ? slow : quick).serve(request, socket, out);

        serveKnown(rpc(0));
        first.behave(sometimesSlow);
        long without = slowestMillis(60);
        f.serve(rpc(10).with(s -> s.revision = 2));
        long with = slowestMillis(60);

        assertTrue(without >= 1_500, without + " ms");
        assertTrue(with < 1_000, with + " ms");
        assertEquals(2, clients().hedges(), "one for each slow answer");
    }

    @Test
    void theLosersConnectionIsFreedAndItIsNotBlamed() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.hang());

        assertTrue(f.call("eth_call", 1).body().contains("0x2"));
        GatewayFixture.eventually("the connection is closed", () -> first.open.get() == 0);
        assertEquals(1, clients().hedges());
        assertEquals(0, clients().retries());
        assertEquals(0, f.sight("default/p0").inFlight());
        for (Traffic traffic : f.observe().traffic()) {
            assertEquals(0, traffic.failed(), traffic.toString());
            assertEquals(traffic.provider().equals("default/p0") ? KNOWN : 1, traffic.successes());
        }
    }

    @Test
    void theFirstWinsWhenItIsFasterAfterAll() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.slow(300, RawUpstream.node("0x1")));
        second.behave(second.hang());

        assertTrue(f.call("eth_call", 1).body().contains("0x1"));
        assertEquals(1, clients().hedges());
        GatewayFixture.eventually("the connection is closed", () -> second.open.get() == 0);
        assertEquals(0, f.sight("default/p1").inFlight());
    }

    @Test
    void aWriteIsNeverSentTwice() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.slow(400, RawUpstream.node("0x1")));

        assertTrue(f.call("eth_sendRawTransaction", 1).body().contains("0x1"));
        assertTrue(f.post(
                        "/",
                        "[" + GatewayFixture.rpc("eth_call", "1") + ","
                                + GatewayFixture.rpc("eth_sendRawTransaction", "2") + "]")
                .body()
                .contains("0x1"));
        assertEquals(0, second.requests.size());
        assertEquals(0, clients().hedges());
    }

    @Test
    void ofPlainHttpOnlyReadsAreSentTwice() throws Exception {
        first.behave(RawUpstream.answer(200, "text/plain", "one"));
        second.behave(RawUpstream.answer(200, "text/plain", "two"));
        f.serve(Snapshots.http(first.port(), second.port()).with(s -> {
            s.loadBalancer = Pool.LoadBalancer.FAILOVER;
            s.hedge = new Policy.Hedge(950_000, 100);
        }));
        for (int i = 0; i < KNOWN; i++) {
            f.get("/");
        }
        first.behave(first.slow(400, RawUpstream.answer(200, "text/plain", "one")));

        HttpResponse<String> put = f.client.send(
                HttpRequest.newBuilder(f.uri("/file"))
                        .PUT(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals("one", put.body());
        assertEquals(0, second.requests.size());
        assertEquals("two", f.get("/").body());
        assertEquals(1, second.requests.size());
    }

    @Test
    void anEmptyAnswerDoesNotWinWhileTheOtherMayKnowMore() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.slow(180, RawUpstream.node("0x1")));
        second.behave(RawUpstream.answer(200, "application/json", NULL));

        assertTrue(f.call("eth_getTransactionReceipt", 1).body().contains("0x1"));
        assertEquals(1, second.requests.size());
    }

    @Test
    void anEmptyAnswerIsPassedOnWhenTheOtherStaysSilent() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.hang());
        second.behave(RawUpstream.answer(200, "application/json", NULL));

        long start = System.nanoTime();
        assertEquals(NULL, f.call("eth_getTransactionReceipt", 1).body());
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3), "long before the request's timeout");
        GatewayFixture.eventually("the connection is closed", () -> first.open.get() == 0);
        assertEquals(0, f.sight("default/p0").inFlight());
    }

    @Test
    void anEmptyAnswerIsPassedOnWhenTheOtherFails() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.slow(150, RawUpstream.answer(503, "text/plain", "no")));
        second.behave(RawUpstream.answer(200, "application/json", NULL));

        assertEquals(NULL, f.call("eth_getTransactionReceipt", 1).body());
    }

    @Test
    void aSecondAttemptThatFailsLeavesTheFirstToAnswer() throws Exception {
        for (RawUpstream.Behaviour bad : List.of(
                RawUpstream.answer(500, "text/plain", "no"),
                RawUpstream.bytes(""),
                RawUpstream.rpcError(-32603, "internal error"))) {
            first.behave(RawUpstream.node("0x1"));
            first.requests.clear();
            second.requests.clear();
            serveKnown(rpc(100));
            first.behave(first.slow(300, RawUpstream.node("0x1")));
            second.behave(bad);

            assertTrue(f.call("eth_call", 1).body().contains("0x1"));
            assertEquals(1, second.requests.size());
        }
    }

    @Test
    void theClientIsToldWhenBothFail() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.slow(300, RawUpstream.answer(500, "text/plain", "no")));
        second.behave(RawUpstream.answer(500, "text/plain", "no"));

        HttpResponse<String> answer = f.call("eth_call", 7);
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("\"id\":7"), answer.body());
        assertEquals(1, second.requests.size());
        assertEquals(KNOWN + 1, first.requests.size());
    }

    @Test
    void bothAreCancelledWhenTheClientLeaves() throws Exception {
        serveKnown(rpc(100));
        first.behave(first.hang());
        second.behave(second.hang());
        String body = GatewayFixture.rpc("eth_call", "1");
        try (Socket socket = new Socket("127.0.0.1", f.port())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
            GatewayFixture.eventually("both are asked", () -> second.requests.size() == 1);
            assertEquals(1, first.open.get());
        }
        GatewayFixture.eventually("both are freed", () -> first.open.get() + second.open.get() == 0);
        GatewayFixture.eventually("nothing is counted as under way", () -> f.observe().providers().stream()
                .allMatch(p -> p.inFlight() == 0));
        f.observe().traffic().forEach(t -> assertEquals(0, t.failed(), t.toString()));
    }

    @Test
    void bothAreCancelledWhenTheTimeIsOver() throws Exception {
        serveKnown(rpc(100).with(s -> s.timeouts = new Timeouts(600 * Snapshots.MS, null)));
        first.behave(first.hang());
        second.behave(second.hang());

        assertEquals(504, f.call("eth_call", 1).statusCode());
        GatewayFixture.eventually("both are freed", () -> first.open.get() + second.open.get() == 0);
        assertEquals(
                1, f.observe().traffic().stream().mapToLong(Traffic::failed).sum(), "the first had had its time");
    }
}
