package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.server.options.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client must not be able to do: have two servers read one request differently, or tie the gateway up. */
class HostileClientTest {
    private static final Map<String, String> SMUGGLING = Map.ofEntries(
            Map.entry(
                    "length and chunked",
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x"),
            Map.entry(
                    "two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"),
            Map.entry("a list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 5\r\n\r\nabcd"),
            Map.entry("a signed length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nabcd"),
            Map.entry(
                    "an unknown coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
            Map.entry(
                    "chunked not last",
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
            Map.entry(
                    "a coding in HTTP/1.0",
                    "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Map.entry("HTTP/0.9", "GET /\r\n"),
            Map.entry("space before the colon", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 4\r\n\r\nabcd"),
            Map.entry("no host", "GET / HTTP/1.1\r\n\r\n"),
            Map.entry("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
            Map.entry("a bare line feed", "GET / HTTP/1.1\nHost: a\n\n"),
            Map.entry("a null in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
            Map.entry("a path out of the root", "GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n"),
            Map.entry("an escape that is none", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"),
            Map.entry("no path", "GET example HTTP/1.1\r\nHost: a\r\n\r\n"));

    private static GatewayFixture f;
    private static RawUpstream up;

    @BeforeAll
    static void start() throws Exception {
        f = new GatewayFixture(o -> o.withLimits(new Limits(
                400, 1000, 100_000, 64 * 1024, 64 * 1024, 500_000_000L, 1_000_000_000L, 60_000_000_000L, 16, 0)));
        up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
        f.serve(Snapshots.http(up.port()).with(s -> s.timeouts = new Timeouts(2_000 * Snapshots.MS, null)));
    }

    @AfterAll
    static void stop() throws Exception {
        f.close();
    }

    static Set<String> smuggling() {
        return SMUGGLING.keySet();
    }

    @ParameterizedTest
    @MethodSource("smuggling")
    void isAnswered400AndTheConnectionClosed(String shape) throws Exception {
        int before = up.requests.size();
        String answer = f.raw(SMUGGLING.get(shape));
        assertTrue(answer.matches("(?s)HTTP/1\\.[01] 400 .*"), shape + ": " + answer);
        assertEquals(before, up.requests.size(), "it reached the provider");
        assertEquals(answer.indexOf("HTTP/1."), answer.lastIndexOf("HTTP/1."), () -> "two answers: " + answer);
    }

    @Test
    void limitsAreTheirOwnStatuses() throws Exception {
        assertEquals("414", status("GET /" + "a".repeat(500) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertEquals("431", status("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(1_200) + "\r\n\r\n"));
        assertEquals("413", status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n"));
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsBoundedToo() throws Exception {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";
        assertEquals(
                "200", status(head.replace("Host: a", "Host: a\r\nConnection: close") + chunk.repeat(6) + "0\r\n\r\n"));
        int whole = up.requests.size();
        assertEquals("413", status(head + chunk.repeat(7)));
        assertEquals(whole, up.requests.size(), "it reached the provider as if it were whole");
    }

    private static String status(String request) throws Exception {
        String answer = f.raw(request);
        return answer.length() < 12 ? "nothing: " + answer : answer.substring(9, 12);
    }

    @Test
    void dotSegmentsCannotLeaveAPrefix() throws Exception {
        int before = up.requests.size();
        f.raw("GET /a/%2e%2e/b//c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertEquals("/b/c", up.requests.get(before).target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FFFFFFFFFFFFFFFFF", "-1", "0x1", "G"})
    void aChunkThatIsNoneEndsTheConnection(String size) throws Exception {
        int before = up.requests.size();
        String answer =
                f.raw("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + size + "\r\nx\r\n0\r\n\r\n");
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
        assertEquals(before, up.requests.size(), "it reached the provider as a whole");
    }

    /** RFC 9112, 5.2: refused, or what was folded is one line to the provider, too. */
    @Test
    void aFoldedHeaderIsOneLine() throws Exception {
        String answer = f.raw("GET / HTTP/1.1\r\nHost: a\r\nX-Folded: a\r\n b\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertEquals("a b", up.requests.getLast().headers().get("x-folded"));
    }

    @Test
    void aHeadThatComesByteByByteHasItsTime() throws Exception {
        try (Socket client = new Socket("127.0.0.1", f.port())) {
            client.setSoTimeout(20_000);
            OutputStream out = client.getOutputStream();
            out.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            assertTrue(new String(client.getInputStream().readNBytes(15), US_ASCII).startsWith("HTTP/1.1 200 OK"));
            Thread drip = Thread.startVirtualThread(() -> {
                try {
                    out.write("GET / HTTP/1.1\r\nX: ".getBytes(US_ASCII));
                    while (true) {
                        out.write('x');
                        LockSupport.parkNanos(20_000_000);
                    }
                } catch (IOException e) {
                    // It was closed, as it should be.
                }
            });
            long start = System.nanoTime();
            try {
                client.getInputStream().readAllBytes();
            } catch (SocketException reset) {
                // Bytes were under way when it was closed.
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis >= 400 && millis < 15_000, "closed after " + millis + " ms, of 500");
            drip.join(20_000);
        }
    }

    @Test
    void aBodyThatNeverComesIsAnswered408() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream rpc = g.upstream(RawUpstream.node("0x1"));
            g.serve(Snapshots.jsonRpc(rpc.port()).with(s -> s.timeouts = new Timeouts(300 * Snapshots.MS, null)));
            try (Socket socket = new Socket("127.0.0.1", g.port())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{".getBytes());
                byte[] start = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 408", new String(start));
            }
            assertTrue(rpc.requests.isEmpty());
        }
    }

    @Test
    void whatIsNotAJsonRpcCallIsAnswered400WithAJsonRpcError() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream rpc = g.upstream(RawUpstream.node("0x1"));
            g.serve(Snapshots.jsonRpc(rpc.port()));
            var broken = g.post("/", "{\"jsonrpc\":");
            assertEquals(400, broken.statusCode());
            assertTrue(broken.body().contains("-32700"), broken.body());
            var other = g.post("/", "{\"hello\":1}");
            assertEquals(400, other.statusCode());
            assertTrue(other.body().contains("-32600"), other.body());
            assertTrue(rpc.requests.isEmpty());
        }
    }

    @Test
    void whatManagesANodeIsNotPassedOnAloneOrInABatch() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream rpc = g.upstream(RawUpstream.node("0x1"));
            g.serve(Snapshots.jsonRpc(rpc.port()));
            String call = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"eth_call\",\"params\":[]}";
            String forbidden = "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"admin_addPeer\",\"params\":[]}";

            var alone = g.post("/", forbidden);
            assertEquals(403, alone.statusCode());
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":8,\"error\":{\"code\":-32601,\"message\":\"method admin_addPeer is not served here\"}}",
                    alone.body());
            var forbiddenOnly = g.post("/", "[" + forbidden + "," + forbidden + "]");
            assertEquals(403, forbiddenOnly.statusCode());
            assertTrue(rpc.requests.isEmpty());

            var batch = g.post("/", "[" + call + "," + forbidden + "]");
            assertEquals(200, batch.statusCode());
            assertEquals("[{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x1\"}," + alone.body() + "]", batch.body());
            assertEquals(1, rpc.requests.size());
            assertFalse(rpc.requests.getFirst().text().contains("admin_addPeer"));
        }
    }
}
