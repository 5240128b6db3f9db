package dev.sluice.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.standalone.admin.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** World, manifests, run, load and display together, in a third of the time; a return takes longer than that. */
class DemoTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Display display = Display.of(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

    @Test
    void noClientNoticesThatARegionFailsAndTrafficLeavesIt() throws Exception {
        Summary summary = new Demo(options(Duration.ofSeconds(20)), display, () -> false)
                .run()
                .orElseThrow();

        System.out.printf(
                "figure: short demo: %d requests, %d failed, p95 %.0f ms, left the failing region after %.1f s%n",
                summary.requests(),
                summary.failures(),
                summary.p95Millis(),
                summary.awaySeconds().orElse(-1));
        assertEquals(0, summary.failures(), () -> summary.examples() + text());
        assertTrue(summary.awaySeconds().isPresent(), this::text);
        assertTrue(summary.awaySeconds().getAsDouble() < summary.awayBoundSeconds(), this::text);
        assertTrue(summary.cost() < summary.hyperscalerCost(), "the mix is cheaper than the hyperscaler alone");
        assertTrue(text().contains("aws-us-east-1 is down"));
    }

    @Test
    void endsCleanlyWhenAPersonStopsIt() throws Exception {
        AtomicInteger looks = new AtomicInteger();

        Optional<Summary> summary =
                new Demo(options(Duration.ofSeconds(20)), display, () -> looks.incrementAndGet() > 3).run();

        assertTrue(summary.isEmpty());
        assertTrue(text().endsWith("Stopped before the end.\n"));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static DemoOptions options(Duration length) {
        return new DemoOptions(length, 100, new HostPort("127.0.0.1", 0), 0);
    }
}
