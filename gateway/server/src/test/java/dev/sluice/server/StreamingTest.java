package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Timeouts;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Large bodies in both directions, and HTTP/2 on the same port. */
class StreamingTest {
    private static final long LARGE = 48L * 1024 * 1024;
    private static final Timeouts LONG = new Timeouts(20_000 * Snapshots.MS, null);

    /** So much may be on the way in queues and socket buffers of three sockets; far below a whole body. */
    private static final long ON_THE_WAY = 24L * 1024 * 1024;

    @Test
    void whatIsCompressedPassesAsItIs() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("the same again ".repeat(500).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] body = packed.toByteArray();
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) -> {
                RawUpstream.raw(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nVary: Accept-Encoding\r\nContent-Length: "
                                + request.body().length + "\r\n\r\n");
                out.write(request.body());
                out.flush();
            });
            f.serve(Snapshots.http(up.port()).with(s -> s.timeouts = LONG));

            HttpResponse<byte[]> answer = f.client.send(
                    HttpRequest.newBuilder(f.uri("/"))
                            .header("Content-Encoding", "gzip")
                            .header("Accept-Encoding", "br, gzip;q=0.5")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());

            assertArrayEquals(body, answer.body());
            assertEquals("gzip", answer.headers().firstValue("content-encoding").orElse(""));
            assertArrayEquals(body, up.requests.getFirst().body());
            assertEquals("gzip", up.requests.getFirst().headers().get("content-encoding"));
            assertEquals("br, gzip;q=0.5", up.requests.getFirst().headers().get("accept-encoding"));
        }
    }

    @Test
    void aLargeUploadArrivesWhole() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) ->
                    RawUpstream.write(out, 200, "text/plain", Integer.toString(request.body().length)));
            f.serve(Snapshots.http(up.port()).with(s -> s.timeouts = LONG));
            byte[] body = new byte[(int) LARGE];
            HttpResponse<String> known = f.client.send(
                    HttpRequest.newBuilder(f.uri("/"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(Long.toString(LARGE), known.body());
            HttpResponse<String> chunked = f.client.send(
                    HttpRequest.newBuilder(f.uri("/"))
                            .POST(HttpRequest.BodyPublishers.ofInputStream(
                                    () -> new java.io.ByteArrayInputStream(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(Long.toString(LARGE), chunked.body());
            assertTrue(up.requests.getLast().headers().containsKey("transfer-encoding"));
        }
    }

    @Test
    void aJsonRpcCallTooLargeToLookIntoIsNotSentUnlessItsPolicyTakesMore() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) -> RawUpstream.write(
                    out,
                    200,
                    "application/json",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + request.body().length + "}"));
            Snapshots snapshots = Snapshots.jsonRpc(up.port()).with(s -> s.timeouts = LONG);
            String padding = "a".repeat(3_000_000);
            String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"params\":[\"" + padding + "\"],\"method\":\"x\"}";
            String forbidden = call.replace("\"x\"", "\"admin_addPeer\"");
            f.serve(snapshots);
            for (String body : List.of(call, forbidden)) {
                assertEquals(413, f.post("/", body).statusCode());
                assertEquals(413, chunked(f, body).statusCode());
            }
            assertEquals(0, up.requests.size());

            snapshots.revision++;
            snapshots.clients = Clients.ANY.withMaxBodyBytes(4_000_000);
            f.serve(snapshots);
            assertTrue(f.post("/", call).body().contains("\"result\":" + call.length()));
            assertTrue(chunked(f, call).body().contains("\"result\":" + call.length()));
            assertEquals(403, f.post("/", forbidden).statusCode());
            assertEquals(413, f.post("/", call + padding).statusCode());
            assertEquals(2, up.requests.size());
        }
    }

    @Test
    void aPolicyBoundsBodiesOfPlainServices() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) ->
                    RawUpstream.write(out, 200, "text/plain", Integer.toString(request.body().length)));
            f.serve(Snapshots.http(up.port()).with(s -> s.clients = Clients.ANY.withMaxBodyBytes(1_000)));
            assertEquals("1000", f.post("/", "a".repeat(1_000)).body());
            assertEquals(413, f.post("/", "a".repeat(1_001)).statusCode());
            assertEquals(413, chunked(f, "a".repeat(1_001)).statusCode());
            assertEquals(1, up.requests.size());
        }
    }

    private static HttpResponse<String> chunked(GatewayFixture f, String body) throws Exception {
        return f.client.send(
                HttpRequest.newBuilder(f.uri("/"))
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(body.getBytes())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aStreamedBodyIsSentElsewhereOnlyWhileNothingOfItWasSent() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream gone = f.upstream(RawUpstream.answer(200, "text/plain", "unused"));
            RawUpstream breaking = f.upstream(RawUpstream.bytes("HTTP/1.1 200"));
            RawUpstream up = f.upstream((request, socket, out) ->
                    RawUpstream.write(out, 200, "text/plain", Integer.toString(request.body().length)));
            gone.close();
            byte[] body = new byte[3_000_000];
            f.serve(Snapshots.http(gone.port(), up.port()).with(s -> s.timeouts = LONG));
            for (int i = 0; i < 4; i++) {
                assertEquals("3000000", put(f, body).body());
            }
            int before = up.requests.size();
            f.serve(Snapshots.http(breaking.port(), up.port()).with(s -> {
                s.timeouts = LONG;
                s.revision = 2;
                s.weights = java.util.List.of(1_000, 1);
            }));
            assertEquals(503, put(f, body).statusCode());
            assertEquals(before, up.requests.size(), "half of it was sent twice");
        }
    }

    private static HttpResponse<String> put(GatewayFixture f, byte[] body) throws Exception {
        return f.client.send(
                HttpRequest.newBuilder(f.uri("/"))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aSlowReaderHoldsTheProviderBack() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            AtomicLong written = new AtomicLong();
            RawUpstream up = f.upstream((request, socket, out) -> {
                RawUpstream.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: " + 10 * LARGE + "\r\n\r\n");
                byte[] chunk = new byte[64 * 1024];
                for (long i = 0; i < 10 * LARGE; i += chunk.length) {
                    out.write(chunk);
                    written.addAndGet(chunk.length);
                }
            });
            f.serve(Snapshots.http(up.port()).with(s -> s.timeouts = LONG));
            try (Socket socket = new Socket("127.0.0.1", f.port())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
                socket.getInputStream().readNBytes(1024);
                long[] before = {-1};
                GatewayFixture.eventually("the provider stands still", () -> {
                    long now = written.get();
                    boolean still = now == before[0] && now > 0;
                    before[0] = now;
                    java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                    return still;
                });
                assertTrue(written.get() < ON_THE_WAY, "went on to " + written.get());
                InputStream in = socket.getInputStream();
                in.readNBytes((int) ON_THE_WAY);
                GatewayFixture.eventually("it goes on", () -> written.get() > before[0]);
            }
        }
    }

    @Test
    void aSlowProviderHoldsTheClientBack() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            try (var silent = new java.net.ServerSocket(0)) {
                f.serve(Snapshots.http(silent.getLocalPort()).with(s -> s.timeouts = LONG));
                try (Socket socket = new Socket("127.0.0.1", f.port())) {
                    AtomicLong written = new AtomicLong();
                    Thread writer = Thread.ofVirtual().start(() -> {
                        try {
                            OutputStream out = socket.getOutputStream();
                            out.write(("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + 10 * LARGE + "\r\n\r\n")
                                    .getBytes());
                            byte[] chunk = new byte[64 * 1024];
                            for (long i = 0; i < 10 * LARGE; i += chunk.length) {
                                out.write(chunk);
                                written.addAndGet(chunk.length);
                            }
                        } catch (java.io.IOException e) {
                            // The test has seen enough.
                        }
                    });
                    try (Socket provider = silent.accept()) {
                        long[] before = {-1};
                        GatewayFixture.eventually("the client stands still", () -> {
                            long now = written.get();
                            boolean still = now == before[0] && now > 0;
                            before[0] = now;
                            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                            return still;
                        });
                        assertTrue(written.get() < ON_THE_WAY, "went on to " + written.get());
                    }
                    socket.close();
                    writer.join();
                }
            }
        }
    }

    @Test
    void http2WithAndWithoutUpgradeIsTakenOnTheSamePort() throws Exception {
        try (GatewayFixture f = new GatewayFixture();
                HttpClient upgrading = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            HttpResponse<String> answer = upgrading.send(
                    HttpRequest.newBuilder(f.uri("/"))
                            .POST(HttpRequest.BodyPublishers.ofString(GatewayFixture.rpc("eth_chainId", "1")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(HttpClient.Version.HTTP_2, answer.version());
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}", answer.body());

            Vertx vertx = Vertx.vertx();
            var prior = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            Buffer body = GatewayFixture.await(prior.request(HttpMethod.POST, f.port(), "127.0.0.1", "/")
                    .compose(request -> request.send(Buffer.buffer(GatewayFixture.rpc("eth_chainId", "2"))))
                    .compose(response -> response.body()));
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0x1\"}", body.toString());
            GatewayFixture.await(vertx.close());
        }
    }
}
