package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Timeouts;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Identical calls under way at the same time, over real sockets and one event loop. */
class CoalescingTest {
    private final CountDownLatch open = new CountDownLatch(1);

    private static GatewayFixture gateway() {
        return new GatewayFixture(o -> o.withEventLoops(1));
    }

    private static Snapshots sharing(int... ports) {
        return Snapshots.jsonRpc(ports).with(s -> s.cache = new Cache(List.of("eth_*"), 1, 100));
    }

    private static String call(String id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"eth_call\",\"params\":[{},\"latest\"]}";
    }

    private RawUpstream.Behaviour onceOpen(RawUpstream.Behaviour then) {
        return (request, socket, out) -> {
            assertTrue(open.await(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS));
            then.serve(request, socket, out);
        };
    }

    private static CompletableFuture<HttpResponse<String>> ask(GatewayFixture g, String id) {
        return g.client.sendAsync(
                HttpRequest.newBuilder(g.uri("/"))
                        .POST(HttpRequest.BodyPublishers.ofString(call(id)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static long metric(GatewayFixture g, String name) {
        return GatewayFixture.await(g.gateway.metrics())
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void send(Socket client, String body) throws IOException {
        client.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertAnswered(CompletableFuture<HttpResponse<String>> asked, int id) throws Exception {
        String body =
                asked.get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS).body();
        assertTrue(body.contains("\"id\":" + id), body);
    }

    private static void awaitWaiting(GatewayFixture g, int count) {
        GatewayFixture.eventually(count + " wait", () -> metric(g, "sluice_cache_coalesced_total") == count);
    }

    private static List<CompletableFuture<HttpResponse<String>>> askFive(GatewayFixture g, RawUpstream up) {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        asked.add(ask(g, "0"));
        GatewayFixture.eventually("the first is under way", () -> up.requests.size() == 1);
        for (int i = 1; i < 5; i++) {
            asked.add(ask(g, "\"" + i + "\""));
        }
        awaitWaiting(g, 4);
        return asked;
    }

    @Test
    void identicalCallsShareOneRequestAndHaveTheirOwnIds() throws Exception {
        try (GatewayFixture g = gateway()) {
            RawUpstream up = g.upstream(onceOpen(RawUpstream.node("0x1")));
            g.serve(sharing(up.port()));

            List<CompletableFuture<HttpResponse<String>>> asked = askFive(g, up);
            open.countDown();

            for (int i = 0; i < 5; i++) {
                String id = i == 0 ? "0" : "\"" + i + "\"";
                HttpResponse<String> answer = asked.get(i).get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS);
                assertEquals(200, answer.statusCode());
                assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"0x1\"}", answer.body());
            }
            assertEquals(1, up.requests.size());
            assertEquals(
                    5,
                    g.observe().clients().stream().mapToLong(c -> c.requests()).sum());
        }
    }

    @Test
    void errorsThatAreAnswersAreSharedToo() throws Exception {
        try (GatewayFixture g = gateway()) {
            RawUpstream up = g.upstream(onceOpen(RawUpstream.rpcError(3, "execution reverted")));
            g.serve(sharing(up.port()));

            List<CompletableFuture<HttpResponse<String>>> asked = askFive(g, up);
            open.countDown();

            for (CompletableFuture<HttpResponse<String>> each : asked) {
                assertTrue(each.get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .body()
                        .contains("reverted"));
            }
            assertEquals(1, up.requests.size());
        }
    }

    @Test
    void aFailureIsEverybodys() throws Exception {
        try (GatewayFixture g = gateway()) {
            RawUpstream up = g.upstream(onceOpen(RawUpstream.answer(503, "text/plain", "no")));
            g.serve(sharing(up.port()));

            List<CompletableFuture<HttpResponse<String>>> asked = askFive(g, up);
            open.countDown();

            for (int i = 1; i < 5; i++) {
                HttpResponse<String> answer = asked.get(i).get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS);
                assertEquals(503, answer.statusCode());
                assertTrue(answer.body().contains("\"id\":\"" + i + "\""), answer.body());
            }
            assertTrue(up.requests.size() <= 2, "one and its retry, not " + up.requests.size());
        }
    }

    @Test
    void aFirstClientThatGoesAwayLeavesTheOthersTheirAnswer() throws Exception {
        try (GatewayFixture g = gateway()) {
            RawUpstream up = g.upstream(onceOpen(RawUpstream.node("0x1")));
            g.serve(sharing(up.port()));
            CompletableFuture<HttpResponse<String>> second;
            CompletableFuture<HttpResponse<String>> third;
            try (Socket first = new Socket("127.0.0.1", g.port())) {
                send(first, call("1"));
                GatewayFixture.eventually("the first is under way", () -> up.requests.size() == 1);
                second = ask(g, "2");
                third = ask(g, "3");
                awaitWaiting(g, 2);
            }
            GatewayFixture.eventually("the second asks in its place", () -> up.requests.size() == 2);
            open.countDown();

            assertAnswered(second, 2);
            assertAnswered(third, 3);
            assertEquals(2, up.requests.size());
        }
    }

    @Test
    void oneThatWaitsAndGoesAwayChangesNothing() throws Exception {
        try (GatewayFixture g = gateway()) {
            RawUpstream up = g.upstream(onceOpen(RawUpstream.node("0x1")));
            g.serve(sharing(up.port()));
            CompletableFuture<HttpResponse<String>> first = ask(g, "1");
            GatewayFixture.eventually("the first is under way", () -> up.requests.size() == 1);
            try (Socket second = new Socket("127.0.0.1", g.port())) {
                send(second, call("2"));
                awaitWaiting(g, 1);
            }
            CompletableFuture<HttpResponse<String>> third = ask(g, "3");
            awaitWaiting(g, 2);
            open.countDown();

            assertAnswered(first, 1);
            assertAnswered(third, 3);
            assertEquals(1, up.requests.size());
        }
    }

    @Test
    void whoHasMoreTimeThanTheFirstAsksWhenThatIsOver() throws Exception {
        try (GatewayFixture g = gateway()) {
            AtomicInteger asked = new AtomicInteger();
            RawUpstream up = g.upstream(RawUpstream.node("0x1"));
            RawUpstream.Behaviour hang = up.hang();
            RawUpstream.Behaviour good = RawUpstream.node("0x1");
            up.behave(
                    (request, socket, out) -> (asked.getAndIncrement() == 0 ? hang : good).serve(request, socket, out));
            g.serve(sharing(up.port()).with(s -> {
                s.timeouts = new Timeouts(1_000 * Snapshots.MS, null);
                s.retry = new dev.sluice.contract.snapshot.Retry(0, 0, 0, List.of());
            }));
            CompletableFuture<HttpResponse<String>> first = ask(g, "1");
            GatewayFixture.eventually("the first is under way", () -> up.requests.size() == 1);
            // Later by more than the wheel of deadlines turns in one tick.
            long later = System.nanoTime() + 100 * Snapshots.MS;
            GatewayFixture.eventually("a tenth of a second has passed", () -> System.nanoTime() - later > 0);
            CompletableFuture<HttpResponse<String>> second = ask(g, "2");
            awaitWaiting(g, 1);

            assertEquals(
                    504,
                    first.get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS).statusCode());
            HttpResponse<String> answer = second.get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS);
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0x1\"}", answer.body());
        }
    }

    @Test
    void aLargeAnswerStreamsToTheFirstAndTheOthersAskForTheirOwn() throws Exception {
        try (GatewayFixture g = gateway()) {
            RawUpstream up = g.upstream(onceOpen(RawUpstream.huge(3_000_000)));
            g.serve(sharing(up.port()));

            List<CompletableFuture<HttpResponse<String>>> asked = askFive(g, up);
            open.countDown();

            for (CompletableFuture<HttpResponse<String>> each : asked) {
                assertTrue(each.get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS)
                                .body()
                                .length()
                        > 3_000_000);
            }
            assertEquals(5, up.requests.size());
        }
    }

    @Test
    void callsThatDifferAreAskedApart() throws Exception {
        try (GatewayFixture g = gateway()) {
            RawUpstream up = g.upstream(onceOpen(RawUpstream.node("0x1")));
            g.serve(sharing(up.port()));
            ask(g, "1");
            g.client.sendAsync(
                    HttpRequest.newBuilder(g.uri("/"))
                            .POST(HttpRequest.BodyPublishers.ofString(call("1").replace("latest", "safe")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            GatewayFixture.eventually("both are under way", () -> up.requests.size() == 2);
            open.countDown();
        }
    }
}
