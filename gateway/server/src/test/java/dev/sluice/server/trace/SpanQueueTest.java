package dev.sluice.server.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanQueueTest {
    private static final Span SPAN = new Span(
            new TraceParent("1".repeat(32), "2".repeat(16), "01"),
            "",
            "",
            Span.Kind.SERVER,
            "GET",
            1,
            2,
            Map.of(),
            false);

    /** A collector that takes connections and says nothing: what does not fit beside the batch under way is counted at once. */
    @Test
    void neverWaitsForACollectorAndCountsWhatDoesNotFit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SpanQueue queue = new SpanQueue(URI.create("http://127.0.0.1:" + silent.getLocalPort()), Map.of(), 4);
            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
                for (int i = 0; i < 100_000; i++) {
                    queue.add(SPAN);
                }
            });
            // At most a batch is with the sender, and four wait.
            assertEquals(true, queue.figures().dropped() >= 100_000 - 512 - 4, queue.figures()::toString);
            assertEquals(0, queue.figures().sent());
            queue.close();
        }
    }
}
