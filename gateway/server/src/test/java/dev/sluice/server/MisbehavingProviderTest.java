package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Timeouts;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a provider does, the client gets an answer in time: another provider's, or a clear error. */
class MisbehavingProviderTest {
    private static final Timeouts HALF_A_SECOND = new Timeouts(500 * Snapshots.MS, null);
    private static final Retry ONCE_MORE = new Retry(1, 400 * Snapshots.MS, 0, List.of(502, 503, 504));
    private static final Retry NEVER = new Retry(0, 0, 0, List.of());

    /** Never ejects, so that every attempt meets the misbehaviour. */
    private static final Pool.OutlierDetection PATIENT =
            new Pool.OutlierDetection(0, 10_000_000_000L, 1, 1, 0, 1900, 1000, 1000);

    private static RawUpstream.Behaviour bad(RawUpstream up, String kind) {
        return switch (kind) {
            case "hangs" -> up.hang();
            case "resets mid-body" -> RawUpstream.resetMidBody();
            case "closes at once" -> RawUpstream.bytes("");
            case "sends garbage" -> RawUpstream.bytes("\0\1\2\3garbage that is not HTTP\r\n\r\n");
            case "sends garbage headers" ->
                RawUpstream.bytes("HTTP/1.1 200 OK\r\nContent-Length: abc\r\nno colon here\r\n\r\n{}");
            case "sends endless headers" ->
                RawUpstream.bytes("HTTP/1.1 200 OK\r\nX: " + "a".repeat(200_000) + "\r\n\r\n{}");
            case "drips" -> up.drip();
            case "answers HTML" -> RawUpstream.answer(200, "text/html", "<html>welcome</html>");
            case "answers half a document" -> RawUpstream.answer(200, "application/json", "{\"jsonrpc\":\"2.0\",");
            case "answers 500" -> RawUpstream.answer(500, "text/plain", "oops");
            case "answers 429" -> RawUpstream.answer(429, "text/plain", "slow down");
            case "answers 401" -> RawUpstream.answer(401, "text/plain", "who are you");
            case "answers an internal error" -> RawUpstream.rpcError(-32603, "internal error");
            case "is behind" -> RawUpstream.rpcError(-32000, "header not found");
            case "switches protocols" -> RawUpstream.bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hangs",
                "resets mid-body",
                "closes at once",
                "sends garbage",
                "sends garbage headers",
                "sends endless headers",
                "drips",
                "answers HTML",
                "answers half a document",
                "answers 500",
                "answers 429",
                "answers 401",
                "answers an internal error",
                "is behind",
                "switches protocols"
            })
    void anotherProviderAnswersWhenOne(String kind) throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream bad = f.upstream(RawUpstream.node("unused"));
            bad.behave(bad(bad, kind));
            RawUpstream good = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(bad.port(), good.port()).with(s -> {
                s.retry = ONCE_MORE;
                s.outliers = PATIENT;
            }));
            for (int i = 0; i < 4; i++) {
                HttpResponse<String> answer = f.call("eth_chainId", i);
                assertEquals(200, answer.statusCode(), answer.body());
                assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"result\":\"0x1\"}", answer.body());
            }
            assertFalse(bad.requests.isEmpty(), "the bad provider was never asked");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hangs",
                "resets mid-body",
                "closes at once",
                "sends garbage",
                "sends garbage headers",
                "sends endless headers",
                "drips",
                "answers HTML",
                "answers half a document",
                "answers 500",
                "answers 429",
                "answers 401",
                "switches protocols"
            })
    void theClientGetsAJsonRpcErrorWithItsIdWhenTheOnlyOne(String kind) throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream bad = f.upstream(RawUpstream.node("unused"));
            bad.behave(bad(bad, kind));
            f.serve(Snapshots.jsonRpc(bad.port()).with(s -> {
                s.retry = NEVER;
                s.timeouts = HALF_A_SECOND;
            }));
            long start = System.nanoTime();
            HttpResponse<String> answer = f.post("/", GatewayFixture.rpc("eth_chainId", "\"a-7\""));
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5), "it took too long");
            assertTrue(List.of(502, 503, 504).contains(answer.statusCode()), "status " + answer.statusCode());
            assertTrue(answer.body().contains("\"id\":\"a-7\""), answer.body());
            assertTrue(answer.body().contains("\"error\":{\"code\":"), answer.body());
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("content-type").orElseThrow());
            assertFalse(answer.body().contains(Integer.toString(bad.port())), answer.body());
        }
    }

    @Test
    void aRevertIsAnAnswerAndIsNotAskedAgain() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.rpcError(3, "execution reverted"));
            f.serve(Snapshots.jsonRpc(up.port()));
            HttpResponse<String> answer = f.call("eth_call", 1);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("execution reverted"));
            assertEquals(1, up.requests.size());
        }
    }

    @Test
    void aWriteThatMayHaveLandedIsNotSentTwice() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream a = f.upstream(RawUpstream.resetMidBody());
            RawUpstream b = f.upstream(RawUpstream.resetMidBody());
            f.serve(Snapshots.jsonRpc(a.port(), b.port()));
            assertEquals(502, f.call("eth_sendTransaction", 1).statusCode(), "may have landed");
            assertEquals(1, a.requests.size() + b.requests.size());
            assertEquals(503, f.call("eth_sendRawTransaction", 1).statusCode(), "may be sent again");
            assertEquals(3, a.requests.size() + b.requests.size());
        }
    }

    @Test
    void refusedConnectionsAreTriedElsewhereEvenForWrites() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream good = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(closed, good.port()).with(s -> s.outliers = PATIENT));
            for (int i = 0; i < 6; i++) {
                assertEquals(200, f.call("eth_sendTransaction", i).statusCode());
            }
        }
    }

    @Test
    void whenAllAreDownItTriesAsOftenAsAllowedAndSaysWhenToComeBack() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream a = f.upstream(RawUpstream.answer(503, "text/plain", "down"));
            RawUpstream b = f.upstream(RawUpstream.answer(503, "text/plain", "down"));
            RawUpstream c = f.upstream(RawUpstream.answer(503, "text/plain", "down"));
            f.serve(Snapshots.jsonRpc(a.port(), b.port(), c.port())
                    .with(s -> s.retry = new Retry(1, 0, 0, List.of(503))));
            for (int i = 1; i <= 10; i++) {
                HttpResponse<String> answer = f.call("eth_chainId", i);
                assertEquals(503, answer.statusCode());
                assertEquals("1", answer.headers().firstValue("retry-after").orElseThrow());
                assertTrue(a.requests.size() + b.requests.size() + c.requests.size() <= 2 * i);
            }
        }
    }

    @Test
    void anAnswerOf100MegabytesStreamsThrough() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            long size = 100L * 1024 * 1024;
            RawUpstream up = f.upstream(RawUpstream.huge(size));
            f.serve(Snapshots.jsonRpc(up.port()).with(s -> s.timeouts = new Timeouts(20_000 * Snapshots.MS, null)));
            long received;
            try (var body = f.client
                    .send(
                            java.net.http.HttpRequest.newBuilder(f.uri("/"))
                                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                            GatewayFixture.rpc("trace_block", "1")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .body()) {
                received = body.transferTo(java.io.OutputStream.nullOutputStream());
            }
            assertTrue(received > size, "received " + received);
        }
    }

    @Test
    void anAnswerThatBreaksOffAfterItBeganBreaksTheClientsStreamOff() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) -> {
                RawUpstream.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n" + "a".repeat(2_000_000));
                socket.close();
            });
            f.serve(Snapshots.jsonRpc(up.port()));
            String answer = f.raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
                    + GatewayFixture.rpc("eth_call", "1").length() + "\r\n\r\n" + GatewayFixture.rpc("eth_call", "1"));
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer.substring(0, 100));
            assertTrue(answer.length() < 4_000_000, "it looks whole");
            GatewayFixture.eventually("it is counted", () -> GatewayFixture.await(f.gateway.metrics())
                    .contains("sluice_answers_broken_off_total 1"));
        }
    }

    @Test
    void aClientThatGoesAwayEndsTheAttempt() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.node("unused"));
            up.behave(up.hang());
            f.serve(Snapshots.jsonRpc(up.port()));
            String body = GatewayFixture.rpc("eth_call", "1");
            try (var socket = new java.net.Socket("127.0.0.1", f.port())) {
                socket.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes());
                GatewayFixture.eventually("the provider is asked", () -> up.requests.size() == 1);
                assertEquals(1, up.open.get());
            }
            GatewayFixture.eventually("the provider is left alone", () -> up.open.get() == 0);
            GatewayFixture.eventually(
                    "nothing is in flight", () -> f.sight("default/p0").inFlight() == 0);
            assertEquals(1, up.requests.size());
        }
    }
}
