package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Filter;
import dev.sluice.server.options.Telemetry;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Trace contexts that come, go on and begin here, and the spans a collector gets. */
class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String RECORDED = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String UNRECORDED = "00-" + TRACE + "-00f067aa0ba902b7-00";

    private static GatewayFixture traced(URI collector, int percent) {
        return new GatewayFixture(options ->
                options.withTelemetry(Telemetry.DEFAULT.withSpans(collector, percent * (Telemetry.ALL_PPM / 100))));
    }

    @Test
    void aRetriedRequestIsASpanOfItsOwnAndOneForEachAttempt() throws Exception {
        try (Collector collector = new Collector(200);
                GatewayFixture f = traced(collector.uri(), 0)) {
            AtomicInteger asked = new AtomicInteger();
            RawUpstream.Behaviour failsOnce = (request, socket, out) -> {
                if (asked.getAndIncrement() == 0) {
                    RawUpstream.write(out, 503, "text/plain", "no");
                } else {
                    RawUpstream.write(out, 200, "text/plain", "yes");
                }
            };
            RawUpstream one = f.upstream(failsOnce);
            RawUpstream other = f.upstream(failsOnce);
            f.serve(Snapshots.http(one.port(), other.port()));

            assertEquals(
                    200,
                    f.get("/paid?key=hidden", "traceparent", RECORDED, "tracestate", "a=b")
                            .statusCode());

            List<JsonObject> spans = collector.await(3);
            String first = one.requests.isEmpty() || other.requests.isEmpty() ? "both" : provider(spans, "1");
            String second = provider(spans, "2");
            assertEquals(
                    """
                    span-0 of 00f067aa0ba902b7 kind 2 "GET /" {http.request.method=GET, http.response.status_code=200, http.route=/, \
                    network.protocol.name=http/1.1, sluice.attempts=2, sluice.class=default, sluice.route=default/route, sluice.rule=0, \
                    sluice.source=PROVIDER, url.scheme=http}
                    span-1 of span-0 kind 3 "GET" failed {error.type=SERVER_ERROR, http.request.method=GET, \
                    http.response.status_code=503, sluice.attempt=1, sluice.outcome=SERVER_ERROR, sluice.provider=first}
                    span-2 of span-0 kind 3 "GET" {http.request.method=GET, http.request.resend_count=1, sluice.attempt=2, \
                    sluice.outcome=ANSWERED, sluice.provider=second}
                    """,
                    Collector.told(spans)
                            .replace("provider=" + first, "provider=first")
                            .replace("provider=" + second, "provider=second"));
            assertTrue(spans.stream()
                    .allMatch(span ->
                            TRACE.equals(span.getString("traceId")) && "a=b".equals(span.getString("traceState"))));
            assertFalse(collector.bodies.toString().contains("hidden"), "a query is nobody's business");

            RawUpstream.Request last = (second.equals("default/p0") ? one : other).requests.getFirst();
            String clientSpan = spans.stream()
                    .filter(span -> "2".equals(Collector.attributes(span).get("sluice.attempt")))
                    .findFirst()
                    .orElseThrow()
                    .getString("spanId");
            assertEquals(
                    "00-" + TRACE + "-" + clientSpan + "-01", last.headers().get("traceparent"));
            assertEquals("a=b", last.headers().get("tracestate"));
        }
    }

    private static String provider(List<JsonObject> spans, String attempt) {
        return spans.stream()
                .map(Collector::attributes)
                .filter(each -> attempt.equals(each.get("sluice.attempt")))
                .map(each -> each.get("sluice.provider"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutTracingAContextIsPassedOnUntouchedAndNoneIsMade() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port()));
            f.get("/", "traceparent", RECORDED, "tracestate", "a=b");
            f.get("/");
            assertEquals(RECORDED, up.requests.get(0).headers().get("traceparent"));
            assertEquals("a=b", up.requests.get(0).headers().get("tracestate"));
            assertNull(up.requests.get(1).headers().get("traceparent"));
        }
    }

    @Test
    void onlyRecordedTracesAreFollowedAndOthersBeginHere() throws Exception {
        try (Collector collector = new Collector(200);
                GatewayFixture f = traced(collector.uri(), 0)) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port()));
            f.get("/", "traceparent", UNRECORDED);
            f.get("/");
            f.get("/", "traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01", "tracestate", "a=b");
            f.get("/", "traceparent", RECORDED);
            collector.await(2);
            assertEquals(UNRECORDED, up.requests.get(0).headers().get("traceparent"));
            for (int begun = 1; begun <= 2; begun++) {
                String own = up.requests.get(begun).headers().get("traceparent");
                assertTrue(own.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"), own);
                assertFalse(own.contains("0".repeat(32)), own);
                assertNull(up.requests.get(begun).headers().get("tracestate"));
            }
            assertTrue(collector.bodies.stream().allMatch(body -> body.contains(TRACE)));
        }
    }

    @Test
    void aTraceThatBeginsHereIsRecordedByItsShare() throws Exception {
        try (Collector collector = new Collector(200);
                GatewayFixture f = traced(collector.uri(), 100)) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port()).with(s -> s.path = "/known"));
            f.get("/known");
            f.get("/other");
            String told = Collector.told(collector.await(3));
            assertTrue(told.contains("of none kind 2 \"GET /known\""), told);
            assertTrue(
                    told.contains("of none kind 2 \"GET\" {http.request.method=GET, http.response.status_code=404"),
                    told);
            assertTrue(up.requests.getFirst().headers().get("traceparent").endsWith("-01"));
        }
    }

    @Test
    void aFilterMayKeepTheTraceFromAProvider() throws Exception {
        try (Collector collector = new Collector(200);
                GatewayFixture f = traced(collector.uri(), 100)) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port())
                    .with(s -> s.filters =
                            List.of(new Filter.RequestHeaders(List.of(), List.of(), List.of("traceparent")))));
            f.get("/");
            collector.await(2);
            assertNull(up.requests.getFirst().headers().get("traceparent"));
        }
    }

    @Test
    void partsOfABatchAreSpansBelowItsOwn() throws Exception {
        try (Collector collector = new Collector(200);
                GatewayFixture f = traced(collector.uri(), 100)) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            f.post(
                    "/",
                    "[" + GatewayFixture.rpc("eth_chainId", "1") + "," + GatewayFixture.rpc("eth_sendTransaction", "2")
                            + "]");
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
    void aDeadCollectorCostsSpansAndNothingElse() throws Exception {
        try (Collector collector = new Collector(503);
                GatewayFixture f = traced(collector.uri(), 100)) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port()));
            assertEquals(200, f.get("/").statusCode());
            GatewayFixture.eventually("both spans are counted as lost", () -> GatewayFixture.await(f.gateway.metrics())
                    .contains("sluice_spans_dropped_total 2"));
            assertEquals(200, f.get("/").statusCode());
            assertNotEquals(0, collector.bodies.size());
        }
    }
}
