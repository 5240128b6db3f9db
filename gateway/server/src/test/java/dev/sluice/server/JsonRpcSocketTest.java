package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.options.GatewayOptions;
import dev.sluice.server.options.SocketLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of one client's socket are requests like those by HTTP. */
class JsonRpcSocketTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String KEYS = ClientKeys.id("default/clients");
    private static final String KEY = "key-of-the-wallet";

    private GatewayFixture f = new GatewayFixture();

    /** A client with the messages it got; its close code when it is closed. */
    private record Client(WebSocket socket, BlockingQueue<String> got, CompletableFuture<Short> closed) {
        void send(String text) {
            socket.writeTextMessage(text);
        }

        String next() throws InterruptedException {
            String message = got.poll(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return message == null ? "nothing came" : message;
        }

        short code() throws Exception {
            return closed.get(GatewayFixture.TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Client connect(String... header) {
        WebSocketConnectOptions to = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(f.port())
                .setURI("/");
        if (header.length > 0) {
            to.putHeader(header[0], header[1]);
        }
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        CompletableFuture<Short> closed = new CompletableFuture<>();
        WebSocket socket =
                GatewayFixture.await(VERTX.createWebSocketClient().connect(to).map(open -> {
                    open.textMessageHandler(got::add);
                    open.closeHandler(v -> closed.complete(open.closeStatusCode()));
                    return open;
                }));
        return new Client(socket, got, closed);
    }

    private void gateway(UnaryOperator<GatewayOptions> change) throws Exception {
        f.close();
        f = new GatewayFixture(change);
    }

    private static UnaryOperator<GatewayOptions> sockets(SocketLimits limits) {
        return o -> o.withLimits(o.limits().withSockets(limits));
    }

    private static SocketLimits limits(int open, int inFlight, long pingMillis, long idleMillis) {
        return new SocketLimits(open, inFlight, 1 << 20, pingMillis * Snapshots.MS, idleMillis * Snapshots.MS);
    }

    private static Credentials keys(long revision, Map<String, String> digests) {
        return new Credentials(revision, Map.of(KEYS, new ClientKeys(digests).text()));
    }

    private static String rpc(String method, int id) {
        return GatewayFixture.rpc(method, Integer.toString(id));
    }

    @AfterEach
    void close() throws Exception {
        f.close();
    }

    @AfterAll
    static void stop() {
        GatewayFixture.await(VERTX.close());
    }

    @Test
    void callsAreAnsweredInTheOrderInWhichTheirAnswersCome() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        RawUpstream.Behaviour node = RawUpstream.node("0x1");
        RawUpstream up = f.upstream((request, socket, out) -> {
            if (request.text().contains("eth_call")) {
                slow.await();
            }
            node.serve(request, socket, out);
        });
        f.serve(Snapshots.jsonRpc(up.port()));
        Client client = connect();

        client.send(rpc("eth_call", 1));
        for (int id = 2; id <= 20; id++) {
            client.send(rpc("eth_chainId", id));
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"0x1\"}", client.next());
        }
        slow.countDown();

        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}", client.next());
        assertEquals(20, f.observe().traffic().getFirst().successes());
    }

    @Test
    void providersSeeAnOrdinaryRequest() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(Snapshots.jsonRpc(up.port()));
        Client client = connect("x-other", "kept");

        client.send(rpc("eth_chainId", 1));
        client.next();

        RawUpstream.Request seen = up.requests.getFirst();
        assertEquals("POST", seen.method());
        assertEquals("application/json", seen.headers().get("content-type"));
        assertEquals("kept", seen.headers().get("x-other"));
        assertTrue(
                seen.headers().keySet().stream().noneMatch(h -> h.startsWith("sec-websocket") || h.equals("upgrade")),
                seen.headers()::toString);
    }

    @Test
    void anAnswerHasTheIdOfItsCallWhateverTheProviderWrote() throws Exception {
        RawUpstream up = f.upstream(
                RawUpstream.answer(200, "application/json", "{\"id\":99,\"jsonrpc\":\"2.0\",\"result\":\"0x1\"}"));
        f.serve(Snapshots.jsonRpc(up.port()));
        Client client = connect();

        client.send(GatewayFixture.rpc("eth_chainId", "\"mine\""));

        assertEquals("{\"id\":\"mine\",\"jsonrpc\":\"2.0\",\"result\":\"0x1\"}", client.next());
    }

    @Test
    void whatIsNoCallOrForbiddenIsAnsweredAndTheSocketGoesOn() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(Snapshots.jsonRpc(up.port()));
        Client client = connect();

        client.send("{");
        assertTrue(client.next().contains("-32700"));
        client.send("7");
        assertTrue(client.next().contains("-32600"));
        client.send(rpc("admin_peers", 3));
        String forbidden = client.next();
        assertTrue(forbidden.contains("-32601") && forbidden.contains("\"id\":3"), forbidden);
        client.send(rpc("eth_subscribe", 4));
        String subscription = client.next();
        assertTrue(subscription.contains("-32601") && subscription.contains("\"id\":4"), subscription);
        assertTrue(up.requests.isEmpty());

        client.send(rpc("eth_chainId", 5));
        assertTrue(client.next().contains("\"id\":5"));
    }

    @Test
    void aBatchIsAnsweredInItsOrder() throws Exception {
        RawUpstream up = f.upstream((request, socket, out) -> {
            String text = request.text();
            String one = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"0x1\"}";
            RawUpstream.write(
                    out,
                    200,
                    "application/json",
                    text.startsWith("[") ? "[" + one.formatted(1) + "," + one.formatted(0) + "]" : one.formatted(2));
        });
        f.serve(Snapshots.jsonRpc(up.port()));
        Client client = connect();

        client.send("[" + rpc("eth_chainId", 7) + "," + rpc("eth_blockNumber", 8) + "," + rpc("eth_sendTransaction", 9)
                + "]");

        String one = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"0x1\"}";
        assertEquals("[" + one.formatted(7) + "," + one.formatted(8) + "," + one.formatted(9) + "]", client.next());
        client.send("[" + rpc("eth_chainId", 1) + "," + rpc("eth_unsubscribe", 2) + "]");
        assertTrue(client.next().contains("-32600"));
    }

    @Test
    void anotherProviderIsAskedAndANewSnapshotHoldsFromTheNextCallOn() throws Exception {
        RawUpstream failing = f.upstream(RawUpstream.answer(503, "text/plain", "no"));
        RawUpstream first = f.upstream(RawUpstream.node("0x1"));
        RawUpstream second = f.upstream(RawUpstream.node("0x2"));
        f.serve(Snapshots.jsonRpc(failing.port(), first.port()));
        Client client = connect();

        for (int id = 0; id < 4; id++) {
            client.send(rpc("eth_chainId", id));
            assertTrue(client.next().contains("0x1"));
        }
        f.serve(Snapshots.jsonRpc(second.port()).with(s -> s.revision = 2));
        client.send(rpc("eth_chainId", 4));

        assertTrue(client.next().contains("0x2"));
        assertTrue(!failing.requests.isEmpty());
    }

    @Test
    void aKeyIsAskedForAndItsEndIsTheSocketsEnd() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        Snapshots guarded = Snapshots.jsonRpc(up.port())
                .with(s ->
                        s.clients = Clients.ANY.with(new Authentication(new Authentication.ApiKey("x-api-key", KEYS))));
        f.serve(guarded.build(), keys(1, Map.of("wallet", ClientKeys.digest(KEY))));

        CompletionException refused = assertThrows(CompletionException.class, () -> connect("x-api-key", "another"));
        Client client = connect("x-api-key", KEY);
        client.send(rpc("eth_chainId", 1));
        client.next();

        assertEquals(401, ((UpgradeRejectedException) refused.getCause()).getStatus());
        assertNull(up.requests.getFirst().headers().get("x-api-key"));
        f.serve(guarded.with(s -> s.revision = 2).build(), keys(2, Map.of()));
        client.send(rpc("eth_chainId", 2));
        assertEquals((short) 1008, client.code());
        assertEquals(1, up.requests.size());
    }

    @Test
    void noMoreCallsAreUnderWayThanMayBe() throws Exception {
        gateway(sockets(limits(100, 2, 60_000, 60_000)));
        CountDownLatch release = new CountDownLatch(1);
        RawUpstream.Behaviour node = RawUpstream.node("0x1");
        RawUpstream up = f.upstream((request, socket, out) -> {
            release.await();
            node.serve(request, socket, out);
        });
        f.serve(Snapshots.jsonRpc(up.port()));
        Client client = connect();
        for (int id = 1; id <= 5; id++) {
            client.send(rpc("eth_chainId", id));
        }
        GatewayFixture.eventually("two are under way", () -> up.requests.size() == 2);
        // Each loop has looked at what its sockets brought before it answers this.
        GatewayFixture.await(f.gateway.metrics());
        assertEquals(2, up.requests.size());

        release.countDown();

        for (int i = 0; i < 5; i++) {
            assertTrue(client.next().contains("0x1"));
        }
    }

    @Test
    void aMessageThatIsTooLargeEndsTheSocket() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(Snapshots.jsonRpc(up.port()).with(s -> s.clients = Clients.ANY.withMaxBodyBytes(1_000L)));
        Client client = connect();

        client.send("[" + "1,".repeat(1_000) + "1]");

        assertEquals((short) 1009, client.code());
        assertTrue(up.requests.isEmpty());
    }

    @Test
    void noMoreSocketsAreTakenThanMayBe() throws Exception {
        gateway(sockets(limits(2, 64, 60_000, 60_000)));
        f.serve(Snapshots.jsonRpc(f.upstream(RawUpstream.node("0x1")).port()));
        Client first = connect();
        connect();

        CompletionException refused = assertThrows(CompletionException.class, this::connect);
        assertEquals(503, ((UpgradeRejectedException) refused.getCause()).getStatus());
        GatewayFixture.await(first.socket().close());
        GatewayFixture.eventually("there is room again", () -> GatewayFixture.await(f.gateway.metrics())
                .contains("websockets_open 1"));
        connect();
    }

    @Test
    void whoIsSilentIsCutAndWhoAsksNothingIsClosed() throws Exception {
        gateway(sockets(limits(100, 64, 50, 400)));
        f.serve(Snapshots.jsonRpc(f.upstream(RawUpstream.node("0x1")).port()));
        Client answersPings = connect();
        try (Socket silent = new Socket("127.0.0.1", f.port())) {
            silent.setSoTimeout(20_000);
            silent.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] all = silent.getInputStream().readAllBytes();
            // It was asked whether it is there, and told nothing more.
            assertEquals((byte) 0x89, all[all.length - 2]);
        }
        assertEquals((short) 1001, answersPings.code());
    }

    @Test
    void callsUnderWayAreAnsweredBeforeTheGatewayGoes() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        RawUpstream.Behaviour node = RawUpstream.node("0x1");
        RawUpstream up = f.upstream((request, socket, out) -> {
            release.await();
            node.serve(request, socket, out);
        });
        f.serve(Snapshots.jsonRpc(up.port()));
        Client client = connect();
        client.send(rpc("eth_chainId", 1));
        GatewayFixture.eventually("it is under way", () -> !up.requests.isEmpty());

        Thread closing = Thread.ofVirtual().start(f.gateway::close);
        release.countDown();

        assertTrue(client.next().contains("0x1"));
        assertEquals((short) 1001, client.code());
        closing.join();
    }
}
