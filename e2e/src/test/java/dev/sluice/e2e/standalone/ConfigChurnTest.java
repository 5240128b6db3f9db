package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Configuration that changes under load: how fast a change answers, and that none of them costs a request. */
class ConfigChurnTest {
    private static final int CHANGES = 100;
    private static final int REQUESTS_PER_CHANGE = 10;
    private static final int TIMED = 50;

    @Test
    void hundredChangesUnderLoadFailNoRequest() throws Exception {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.run(world.folder)) {
            AtomicBoolean running = new AtomicBoolean(true);
            AtomicLong answered = new AtomicLong();
            CompletableFuture<?>[] clients = new CompletableFuture<?>[4];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = CompletableFuture.runAsync(() -> callUntilStopped(world, running, answered));
            }
            try {
                for (int i = 1; i <= CHANGES; i++) {
                    long before = answered.get();
                    world.write("route.yaml", marked(i));
                    Await.until(
                            "requests go on",
                            Duration.ofSeconds(60),
                            () -> answered.get() >= before + REQUESTS_PER_CHANGE || anyFailed(clients));
                }
                if (!anyFailed(clients)) {
                    awaitMark(world, sluice, CHANGES);
                }
            } finally {
                running.set(false);
            }
            CompletableFuture.allOf(clients).get();

            System.out.printf("figure: %d changes under load, %d requests, 0 failed%n", CHANGES, answered.get());
            assertTrue(answered.get() >= CHANGES * REQUESTS_PER_CHANGE, "there was load");
        }
    }

    @Test
    void aChangedRuleAnswersSoonAfterTheFileChanged() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.run(world.folder)) {
            long[] micros = new long[TIMED];
            for (int i = 0; i < TIMED; i++) {
                long start = System.nanoTime();
                world.write("route.yaml", marked(i + 1));
                awaitMark(world, sluice, i + 1);
                micros[i] = (System.nanoTime() - start) / 1000;
            }
            Arrays.sort(micros);
            System.out.printf(
                    "figure: file change to first answer by the new rule: p50 %.1f ms, maximum %.1f ms of %d%n",
                    micros[TIMED / 2] / 1e3, micros[TIMED - 1] / 1e3, TIMED);
            assertTrue(micros[TIMED - 1] < 5_000_000, "each within 5 s");
        }
    }

    private static boolean anyFailed(CompletableFuture<?>[] clients) {
        return Arrays.stream(clients).anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    private static void callUntilStopped(QuickstartWorld world, AtomicBoolean running, AtomicLong answered) {
        while (running.get()) {
            try {
                assertEquals(
                        200,
                        SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber")
                                .statusCode());
                answered.incrementAndGet();
            } catch (IOException e) {
                throw new AssertionError("a request failed", e);
            }
        }
    }

    private static void awaitMark(QuickstartWorld world, SluiceProcess sluice, int mark) {
        Await.until(
                "change " + mark + " answers",
                Duration.ofSeconds(60),
                () -> {
                    try {
                        HttpRequest request = HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + world.gatewayPort + "/marked"))
                                .timeout(Duration.ofSeconds(30))
                                .build();
                        return SluiceProcess.send(request)
                                .headers()
                                .firstValue("X-Mark")
                                .filter(String.valueOf(mark)::equals)
                                .isPresent();
                    } catch (IOException e) {
                        throw new AssertionError("a request failed", e);
                    }
                },
                sluice::status);
    }

    /** A route of its own whose answers carry the number of the change. */
    static String marked(int mark) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: marked}
                spec:
                  parentRefs: [{name: edge}]
                  rules:
                  - matches: [{path: {type: PathPrefix, value: /marked}}]
                    filters:
                    - {type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: X-Mark, value: "%d"}]}}
                    backendRefs: [{group: sluice.dev, kind: ProviderPool, name: ethereum}]
                """.formatted(mark);
    }
}
