package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.RequestClass.WriteMode;
import dev.sluice.server.options.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Raw transactions over real sockets, to providers of every kind. */
class WriteModesTest {
    /** The example of EIP-155. */
    private static final String RAW =
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a0"
                    + "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a0"
                    + "67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";

    private static final String HASH = "0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788";
    private static final String LIE = "0x44469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788";
    private static final String SEND =
            "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"eth_sendRawTransaction\",\"params\":[\"" + RAW + "\"]}";
    private static final String TAKEN = "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":\"" + HASH + "\"}";

    private static Snapshots mode(WriteMode mode, RawUpstream... upstreams) {
        int[] ports = Stream.of(upstreams).mapToInt(RawUpstream::port).toArray();
        return Snapshots.jsonRpc(ports)
                .with(s -> s.classes = List.of(new RequestClass(
                        "writes", List.of("eth_send*"), List.of(), List.of(), 50, mode, List.of(), null, 3)));
    }

    private static int sent(RawUpstream... upstreams) {
        return Stream.of(upstreams)
                .mapToInt(upstream -> upstream.requests.size())
                .sum();
    }

    private static long garbage(GatewayFixture g, String provider) {
        return g.observe().traffic().stream()
                .filter(t -> t.provider().equals(provider))
                .mapToLong(t -> t.failures().getOrDefault(Failure.GARBAGE, 0L))
                .sum();
    }

    @Test
    void theFirstThatTakesItAnswersAndTheOthersGetItAllTheSame() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (GatewayFixture g = new GatewayFixture(o -> o.withAccessLog(lines::add))) {
            RawUpstream fast = g.upstream(RawUpstream.node(HASH));
            RawUpstream slow = g.upstream(RawUpstream.node(HASH));
            slow.behave(slow.slow(300, RawUpstream.node(HASH)));
            RawUpstream broken = g.upstream(RawUpstream.answer(503, "text/html", "<html>"));
            g.serve(mode(WriteMode.BROADCAST, fast, slow, broken)
                    .with(s -> s.price = new Price("USD", 1_000_000, List.of())));

            HttpResponse<String> answer = g.post("/", SEND);

            assertEquals(200, answer.statusCode());
            assertEquals(TAKEN, answer.body());
            GatewayFixture.eventually("all have it", () -> sent(fast, slow, broken) == 3);
            assertEquals(SEND, slow.requests.getFirst().text());
            GatewayFixture.eventually(
                    "the slow copy was answered, not given up",
                    () -> g.observe().classes().stream()
                                    .mapToLong(c -> c.requests())
                                    .sum()
                            == 1);
            GatewayFixture.eventually(
                    "two answered, one failed", () -> g.sight("default/p1").inFlight() == 0 && lines.size() == 1);
            assertTrue(lines.getFirst().contains("\"provider\":\"default/p0\""), lines.getFirst());
        }
    }

    @Test
    void copiesAreSpansBelowTheRequests() throws Exception {
        try (Collector collector = new Collector(200);
                GatewayFixture g = new GatewayFixture(
                        o -> o.withTelemetry(Telemetry.DEFAULT.withSpans(collector.uri(), Telemetry.ALL_PPM)))) {
            RawUpstream one = g.upstream(RawUpstream.node(HASH));
            RawUpstream other = g.upstream(RawUpstream.node(HASH));
            g.serve(mode(WriteMode.BROADCAST, one, other));

            assertEquals(200, g.post("/", SEND).statusCode());

            String told = Collector.told(collector.await(5));
            assertEquals(1, told.lines().filter(line -> line.contains("kind 2")).count(), told);
            assertEquals(
                    2,
                    told.lines()
                            .filter(line -> line.contains("of span-0 kind 1"))
                            .count(),
                    told);
            assertEquals(2, told.lines().filter(line -> line.contains("kind 3")).count(), told);
        }
    }

    @Test
    void aSocketsWritesGoTheSameWays() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            // On a socket only the id tells answers apart, so it is the client's, whatever a provider writes.
            String forged = TAKEN.replace("\"x\"", "99");
            RawUpstream one = g.upstream(RawUpstream.answer(200, "application/json", forged));
            RawUpstream other = g.upstream(RawUpstream.answer(200, "application/json", forged));
            g.serve(mode(WriteMode.BROADCAST, one, other));
            Vertx vertx = Vertx.vertx();
            CompletableFuture<String> first = new CompletableFuture<>();
            CompletableFuture<String> second = new CompletableFuture<>();
            WebSocket socket = GatewayFixture.await(vertx.createWebSocketClient()
                    .connect(g.port(), "127.0.0.1", "/")
                    .map(open -> open.textMessageHandler(text -> {
                        if (!first.complete(text)) {
                            second.complete(text);
                        }
                    })));

            socket.writeTextMessage(SEND);
            assertEquals(TAKEN, first.get(20, TimeUnit.SECONDS));
            GatewayFixture.eventually("both have it", () -> sent(one, other) == 2);

            g.serve(mode(WriteMode.PRIVATE, one, other).with(s -> s.revision = 2));
            socket.writeTextMessage(SEND);
            assertTrue(second.get(20, TimeUnit.SECONDS).contains("keeps transactions private"), second.join());
            assertEquals(2, sent(one, other), "nobody keeps transactions private");
            socket.close();
            vertx.close();
        }
    }

    @Test
    void threeOfMoreProvidersGetACopy() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            List<RawUpstream> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(g.upstream(RawUpstream.node(HASH)));
            }
            RawUpstream[] five = all.toArray(RawUpstream[]::new);
            g.serve(mode(WriteMode.BROADCAST, five));

            assertEquals(TAKEN, g.post("/", SEND).body());
            GatewayFixture.eventually("three have it", () -> sent(five) == 3);
            assertTrue(all.stream().allMatch(upstream -> upstream.requests.size() <= 1));
        }
    }

    @Test
    void nobodyIsBelievedAnotherHash() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream liar = g.upstream(RawUpstream.node(LIE));
            RawUpstream honest = g.upstream(RawUpstream.node(HASH));
            honest.behave(honest.slow(200, RawUpstream.node(HASH)));
            g.serve(mode(WriteMode.BROADCAST, liar, honest));

            assertEquals(TAKEN, g.post("/", SEND).body());
            assertEquals(1, garbage(g, "default/p0"), "the liar is blamed");
        }
    }

    @Test
    void whereAllLieNobodyIsPassedOn() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream one = g.upstream(RawUpstream.node(LIE));
            RawUpstream two = g.upstream(RawUpstream.node("0x1"));
            g.serve(mode(WriteMode.BROADCAST, one, two));

            HttpResponse<String> answer = g.post("/", SEND);

            assertEquals(502, answer.statusCode());
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":-32603,\"message\":\"the provider's answer could not be read\"}}",
                    answer.body());
        }
    }

    @Test
    void whoKnowsItAlreadyHasItAndTheHashIsTheGatewaysOwn() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream one = g.upstream(RawUpstream.rpcError(-32000, "already known"));
            RawUpstream two = g.upstream(RawUpstream.rpcError(-32010, "AlreadyKnown"));
            g.serve(mode(WriteMode.BROADCAST, one, two));

            HttpResponse<String> answer = g.post("/", SEND);

            assertEquals(200, answer.statusCode());
            assertEquals(TAKEN, answer.body());
        }
    }

    @Test
    void aRefusalWaitsForTheOthersAndIsPassedOnWhereAllRefuse() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream no = g.upstream(RawUpstream.rpcError(-32000, "nonce too low"));
            RawUpstream yes = g.upstream(RawUpstream.node(HASH));
            yes.behave(yes.slow(200, RawUpstream.node(HASH)));
            g.serve(mode(WriteMode.BROADCAST, no, yes));

            assertEquals(TAKEN, g.post("/", SEND).body());

            yes.behave(RawUpstream.rpcError(-32000, "nonce too low"));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":-32000,\"message\":\"nonce too low\"}}",
                    g.post("/", SEND).body());
        }
    }

    @Test
    void otherWritesOfTheClassAreSentOnce() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream one = g.upstream(RawUpstream.answer(503, "text/html", "<html>"));
            RawUpstream two = g.upstream(RawUpstream.answer(503, "text/html", "<html>"));
            g.serve(mode(WriteMode.BROADCAST, one, two));

            assertEquals(503, g.call("eth_sendTransaction", 1).statusCode());
            assertEquals(1, sent(one, two));
        }
    }

    @Test
    void aClientThatGoesAwayTakesNoCopyBack() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream one = g.upstream(RawUpstream.node(HASH));
            RawUpstream two = g.upstream(RawUpstream.node(HASH));
            one.behave(one.slow(300, RawUpstream.node(HASH)));
            two.behave(two.slow(300, RawUpstream.node(HASH)));
            g.serve(mode(WriteMode.BROADCAST, one, two));
            try (Socket client = new Socket("127.0.0.1", g.port())) {
                client.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + SEND.length() + "\r\n\r\n" + SEND)
                                .getBytes(StandardCharsets.US_ASCII));
                GatewayFixture.eventually("both are under way", () -> sent(one, two) == 2);
            }

            GatewayFixture.eventually(
                    "both were answered",
                    () -> g.sight("default/p0").inFlight() == 0
                            && g.sight("default/p1").inFlight() == 0);
            assertEquals(1, one.open.get(), "its connection was kept, not reset");
            assertEquals(1, two.open.get());
        }
    }

    @Test
    void aPrivateWriteIsSeenByRelaysOnlyEvenWhereTheyAreDown() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream open = g.upstream(RawUpstream.node(HASH));
            RawUpstream mirror = g.upstream(RawUpstream.node(HASH));
            RawUpstream relay = g.upstream(RawUpstream.answer(503, "text/html", "<html>"));
            g.serve(mode(WriteMode.PRIVATE, open, relay)
                    .with(s -> s.capabilities = List.of(List.of(), List.of("PrivateTransactions")))
                    .with(s -> s.mirrorPort = mirror.port())
                    .with(s -> s.filters = List.of(new Filter.Mirror(Snapshots.MIRROR_POOL, 1_000_000))));

            for (int i = 0; i < 10; i++) {
                assertEquals(503, g.post("/", SEND).statusCode());
            }
            String call = GatewayFixture.rpc("eth_call", "1");
            g.post("/", "[" + call + "," + SEND + "]");
            g.post("/", "[" + SEND + "," + call + "]");
            assertEquals(200, g.call("eth_chainId", 1).statusCode());

            GatewayFixture.eventually("the read is mirrored", () -> mirror.requests.stream()
                    .anyMatch(r -> r.text().contains("eth_chainId")));
            for (RawUpstream other : List.of(open, mirror)) {
                assertTrue(other.requests.stream().noneMatch(r -> r.text().contains("eth_send")));
            }
            assertTrue(relay.requests.size() >= 12);
        }
    }

    @Test
    void withoutARelayAPrivateWriteIsRefusedAndSaysWhy() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream open = g.upstream(RawUpstream.node(HASH));
            g.serve(mode(WriteMode.PRIVATE, open));

            HttpResponse<String> answer = g.post("/", SEND);

            assertEquals(503, answer.statusCode());
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":-32002,\"message\":\"policy leaves no provider that keeps transactions private\"}}",
                    answer.body());
            assertEquals(0, sent(open));
        }
    }
}
