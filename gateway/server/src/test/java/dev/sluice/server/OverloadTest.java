package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.RequestClass;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A provider that takes few at once and keeps them: what comes then is answered at once, the least valuable first. */
class OverloadTest {
    private static final int AT_ONCE = 8;

    private static RequestClass named(String name, String method, int value) {
        return new RequestClass(
                name, List.of(method), List.of(), List.of(), value, RequestClass.WriteMode.SINGLE, List.of());
    }

    @Test
    void theLowestValueIsShedFirstAndToldToComeAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (GatewayFixture f = new GatewayFixture();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            RawUpstream.Behaviour node = RawUpstream.node("0x1");
            RawUpstream up = f.upstream((request, socket, out) -> {
                release.await();
                node.serve(request, socket, out);
            });
            f.serve(Snapshots.jsonRpc(up.port()).with(s -> {
                s.circuit = new Pool.CircuitBreaker(1024, 1024, AT_ONCE);
                s.concurrencyLimit = new Pool.ConcurrencyLimit(2, AT_ONCE);
                s.classes = List.of(
                        named("payments", "eth_sendRawTransaction", RequestClass.HIGH),
                        named("indexing", "eth_getLogs", RequestClass.LOW));
            }));
            assertEquals(AT_ONCE, f.sight("default/p0").concurrencyLimit());

            List<Future<HttpResponse<String>>> held = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int id = i;
                int before = i;
                held.add(clients.submit(() -> f.call("eth_sendRawTransaction", id)));
                GatewayFixture.eventually("sent", () -> f.sight("default/p0").inFlight() > before);
                if (i == AT_ONCE - 2) {
                    HttpResponse<String> low = f.call("eth_getLogs", 77);
                    assertEquals(503, low.statusCode());
                    assertEquals("1", low.headers().firstValue("retry-after").orElse("none"));
                    assertTrue(low.body().startsWith("{\"jsonrpc\":\"2.0\",\"id\":77,\"error\":{"), low.body());
                    assertTrue(low.body().contains("higher value"), low.body());
                }
            }
            HttpResponse<String> high = f.call("eth_sendRawTransaction", 78);
            assertEquals(503, high.statusCode());
            assertTrue(high.body().contains("in flight"), high.body());

            release.countDown();
            for (Future<HttpResponse<String>> each : held) {
                assertEquals(200, each.get().statusCode());
            }
            for (ClassTraffic each : f.observe().classes()) {
                assertEquals(1, each.shed(), each.toString());
            }
        } finally {
            release.countDown();
        }
    }
}
