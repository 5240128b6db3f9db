package dev.sluice.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.standalone.admin.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The whole story in a third of its time: world, manifests, run, load and display together. */
class DemoTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Display display = Display.of(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

    @Test
    void promiseHoldsWhileARegionFailsAndRecovers() throws Exception {
        Summary summary = new Demo(options(Duration.ofSeconds(20)), display, () -> false)
                .run()
                .orElseThrow();

        System.out.println("figure: " + String.join("\nfigure: ", summary.lines(Paint.NONE)));
        assertEquals(List.of(), summary.broken(), () -> bytes.toString(StandardCharsets.UTF_8));
        assertTrue(summary.cost() < summary.hyperscalerCost(), "the mix is cheaper than the hyperscaler alone");
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("aws-us-east-1 is down"));
    }

    @Test
    void endsCleanlyWhenAPersonStopsIt() throws Exception {
        AtomicInteger looks = new AtomicInteger();

        Optional<Summary> summary =
                new Demo(options(Duration.ofSeconds(20)), display, () -> looks.incrementAndGet() > 3).run();

        assertTrue(summary.isEmpty());
        assertTrue(bytes.toString(StandardCharsets.UTF_8).endsWith("Stopped before the end.\n"));
    }

    private static DemoOptions options(Duration length) {
        return new DemoOptions(length, 100, new HostPort("127.0.0.1", 0), 0);
    }
}
