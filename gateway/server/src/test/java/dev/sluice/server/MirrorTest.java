package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Timeouts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies of requests reach the mirror, and nothing of the mirror reaches the client. */
class MirrorTest {
    private static final Filter.Mirror ALL = new Filter.Mirror(Snapshots.MIRROR_POOL, 1_000_000);

    @Test
    void aJsonRpcCallIsCopiedWhole() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            RawUpstream mirror = f.upstream(RawUpstream.node("0x2"));
            f.serve(Snapshots.jsonRpc(up.port()).with(s -> {
                s.mirrorPort = mirror.port();
                s.filters = List.of(
                        ALL, new Filter.RequestHeaders(List.of(new Filter.Header("X-Set", "1")), List.of(), List.of()));
            }));
            assertTrue(f.call("eth_chainId", 7).body().contains("0x1"));
            GatewayFixture.eventually("the copy arrives", () -> mirror.requests.size() == 1);
            RawUpstream.Request copy = mirror.requests.getFirst();
            assertEquals(GatewayFixture.rpc("eth_chainId", "7"), copy.text());
            assertEquals("1", copy.headers().get("x-set"));
            assertEquals("127.0.0.1:" + mirror.port(), copy.headers().get("host"));
            GatewayFixture.eventually(
                    "it is counted", () -> mirrored(f) != null && mirrored(f).successes() == 1);
            assertEquals(0, mirrored(f).firstAttempts());
            assertEquals(1, up.requests.size());
        }
    }

    @Test
    void aPlainBodyIsCopiedAfterTheRewrite() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            RawUpstream mirror = f.upstream(RawUpstream.answer(500, "text/plain", "no"));
            f.serve(Snapshots.http(up.port()).with(s -> {
                s.mirrorPort = mirror.port();
                s.filters = List.of(new Filter.UrlRewrite(null, null, "/inner"));
                s.backendFilters = List.of(ALL);
            }));
            assertEquals("ok", f.post("/x?y=1", "hello").body());
            GatewayFixture.eventually("the copy arrives", () -> mirror.requests.size() == 1);
            assertEquals("hello", mirror.requests.getFirst().text());
            assertEquals("/inner/x?y=1", mirror.requests.getFirst().target());
            assertEquals("hello", up.requests.getFirst().text());
        }
    }

    @Test
    void aMirrorThatHangsOrIsGoneIsNotFelt() throws Exception {
        try (GatewayFixture f = new GatewayFixture(o -> o.withEventLoops(1))) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            RawUpstream mirror = f.upstream(RawUpstream.node("unused"));
            mirror.behave(mirror.hang());
            f.serve(Snapshots.jsonRpc(up.port()).with(s -> {
                s.mirrorPort = mirror.port();
                s.filters = List.of(ALL);
                s.timeouts = new Timeouts(60_000 * Snapshots.MS, null);
            }));
            for (int i = 0; i < 100; i++) {
                assertEquals(200, f.call("eth_chainId", i).statusCode());
            }
            assertTrue(mirror.open.get() <= 64, "more than its bound: " + mirror.open.get());
            assertEquals(36L, mirrored(f).failed(), "what was above the bound was dropped");
            assertTrue(GatewayFixture.await(f.gateway.metrics()).contains("sluice_mirrors_dropped_total 36"));
            mirror.close();
            assertEquals(200, f.call("eth_chainId", 1).statusCode());
            assertEquals(0, f.sight("default/p0").ejections());
        }
    }

    @Test
    void aBodyTooLargeToHoldIsNotCopied() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) ->
                    RawUpstream.write(out, 200, "text/plain", Integer.toString(request.body().length)));
            RawUpstream mirror = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> {
                s.mirrorPort = mirror.port();
                s.filters = List.of(ALL);
            }));
            assertEquals("3000000", f.post("/", "a".repeat(3_000_000)).body());
            assertEquals("1", f.post("/", "a").body());
            GatewayFixture.eventually("the small one arrives", () -> !mirror.requests.isEmpty());
            assertEquals(1, mirror.requests.size());
            assertFalse(f.observe().traffic().isEmpty());
        }
    }

    private static Traffic mirrored(GatewayFixture f) {
        return f.observe().traffic().stream()
                .filter(t -> t.key().requestClass().equals(RequestClass.MIRROR))
                .findFirst()
                .orElse(null);
    }
}
