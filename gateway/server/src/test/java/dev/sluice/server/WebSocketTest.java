package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client and a provider that agree on WebSocket are left to themselves. */
class WebSocketTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String UPGRADE = "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private HttpServer echo;

    @BeforeEach
    void start() {
        echo = GatewayFixture.await(VERTX.createHttpServer()
                .webSocketHandler(socket -> {
                    socket.textMessageHandler(socket::writeTextMessage);
                    socket.binaryMessageHandler(socket::writeBinaryMessage);
                })
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void end() {
        GatewayFixture.await(echo.close());
    }

    @AfterAll
    static void stop() {
        GatewayFixture.await(VERTX.close());
    }

    private static WebSocket connect(GatewayFixture f) {
        return GatewayFixture.await(VERTX.createWebSocketClient().connect(f.port(), "127.0.0.1", "/ws"));
    }

    @Test
    void passesMessagesBothWays() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(Snapshots.http(echo.actualPort()));
            WebSocket socket = connect(f);
            StringBuilder texts = new StringBuilder();
            AtomicReference<Buffer> binary = new AtomicReference<>();
            Promise<Void> done = Promise.promise();
            socket.textMessageHandler(texts::append);
            socket.binaryMessageHandler(b -> {
                binary.set(b);
                done.complete();
            });
            Buffer large = Buffer.buffer(new byte[60_000]);
            socket.writeTextMessage("hello");
            socket.writeBinaryMessage(large);
            GatewayFixture.await(done.future());
            assertEquals("hello", texts.toString());
            assertEquals(large, binary.get());
            String metrics = GatewayFixture.await(f.gateway.metrics());
            assertTrue(metrics.contains("websockets_open 1"), metrics);
            GatewayFixture.await(socket.close());
            GatewayFixture.eventually("the socket is closed", () -> GatewayFixture.await(f.gateway.metrics())
                    .contains("websockets_open 0"));
            assertEquals(0, f.observe().traffic().getFirst().failures().size());
            assertEquals(1, f.observe().traffic().getFirst().successes());
        }
    }

    @Test
    void endsForTheClientWhenItEndsForTheProvider() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) -> {
                RawUpstream.raw(
                        out,
                        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nfirst");
                byte[] got = socket.getInputStream().readNBytes(4);
                out.write(got);
                socket.close();
            });
            f.serve(Snapshots.http(up.port()));
            try (Socket client = new Socket("127.0.0.1", f.port())) {
                client.setSoTimeout(20_000);
                client.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                InputStream in = client.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("first") < 0) {
                    head.append((char) in.read());
                }
                assertTrue(head.toString().startsWith("HTTP/1.1 101"), head.toString());
                assertTrue(head.toString().toLowerCase().contains("upgrade: websocket"), head.toString());
                client.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
                assertEquals("ping", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            }
            assertEquals("Upgrade", up.requests.getFirst().headers().get("connection"));
            assertEquals("websocket", up.requests.getFirst().headers().get("upgrade"));
        }
    }

    @Test
    void aProviderThatDeclinesIsPassedOn() throws Exception {
        try (GatewayFixture f = new GatewayFixture(o -> o.withEventLoops(1))) {
            RawUpstream up = f.upstream(RawUpstream.answer(403, "text/plain", "no"));
            f.serve(Snapshots.http(up.port()));
            for (int i = 0; i < 3; i++) {
                String answer = f.raw(UPGRADE.replace("keep-alive", "close"));
                assertTrue(answer.startsWith("HTTP/1.1 403") && answer.endsWith("no"), answer);
            }
            // Whether they would serve another request nobody knows.
            GatewayFixture.eventually("its connections are closed", () -> up.open.get() == 0);
            assertEquals(3, up.connections.get());
        }
    }

    @Test
    void anotherProviderIsAskedWhenOneCannotBeReached() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream gone = f.upstream(RawUpstream.answer(200, "text/plain", ""));
            gone.close();
            f.serve(Snapshots.http(gone.port(), echo.actualPort()));
            for (int i = 0; i < 4; i++) {
                GatewayFixture.await(connect(f).close());
            }
        }
    }

    @Test
    void aSlowReaderHoldsTheProviderBack() throws Exception {
        long[] written = new long[1];
        HttpServer flood = GatewayFixture.await(VERTX.createHttpServer()
                .webSocketHandler(socket -> {
                    Buffer chunk = Buffer.buffer(new byte[32 * 1024]);
                    Runnable fill = () -> {
                        while (!socket.writeQueueFull() && written[0] < 200_000_000) {
                            socket.writeBinaryMessage(chunk);
                            written[0] += chunk.length();
                        }
                    };
                    socket.drainHandler(v -> fill.run());
                    fill.run();
                })
                .listen(0, "127.0.0.1"));
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(Snapshots.http(flood.actualPort()));
            try (Socket client = new Socket("127.0.0.1", f.port())) {
                client.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                long[] before = {-1};
                long[] since = {System.nanoTime()};
                GatewayFixture.eventually("the flood stands still", () -> {
                    if (written[0] != before[0]) {
                        before[0] = written[0];
                        since[0] = System.nanoTime();
                    }
                    return written[0] > 0 && System.nanoTime() - since[0] > 300_000_000;
                });
                assertTrue(written[0] < 100_000_000, () -> "written " + written[0]);
            }
        }
        GatewayFixture.await(flood.close());
    }

    @Test
    void isToldThatTheGatewayGoesAway() throws Exception {
        Promise<Short> closed = Promise.promise();
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(Snapshots.http(echo.actualPort()));
            WebSocket socket = connect(f);
            socket.closeHandler(v -> closed.complete(socket.closeStatusCode()));
        }
        assertEquals((short) 1001, GatewayFixture.await(closed.future()));
    }

    @Test
    void isNotToldSoInTheMiddleOfAFrame() throws Exception {
        RawUpstream up;
        Socket client;
        try (GatewayFixture f = new GatewayFixture(o -> o.withDrainNanos(300 * Snapshots.MS))) {
            up = f.upstream((request, socket, out) -> {
                RawUpstream.raw(
                        out, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
                out.write(new byte[] {(byte) 0x82, 10, 'h', 'a', 'l', 'f'});
                out.flush();
                socket.getInputStream().read();
            });
            f.serve(Snapshots.http(up.port()));
            client = new Socket("127.0.0.1", f.port());
            client.setSoTimeout(20_000);
            client.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
            StringBuilder got = new StringBuilder();
            while (got.indexOf("half") < 0) {
                got.append((char) client.getInputStream().read());
            }
        }
        try (client) {
            assertEquals(0, client.getInputStream().readAllBytes().length);
        }
    }
}
