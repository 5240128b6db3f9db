package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.simulation.load.CallMix;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.LoadReport;
import dev.sluice.simulation.load.Pace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A provider is killed in mid-load: clients notice nothing, and it is ejected within seconds. */
class ProviderKilledTest {
    private static final int REQUESTS = 24_000;

    @Test
    void noIdempotentRequestFailsAndTheDeadProviderIsEjected() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.run(world.folder)) {
            AtomicLong answered = new AtomicLong();
            LoadOptions load = LoadOptions.to(
                            URI.create("http://127.0.0.1:" + world.gatewayPort + "/eth"), new Pace.ClosedLoop(16))
                    .withMix(CallMix.reads())
                    .withMostRequests(REQUESTS)
                    .withTimeout(Duration.ofSeconds(60));
            LoadGenerator.Running running =
                    new LoadGenerator(world.vertx).start(load, second -> answered.addAndGet(second.requests()));
            Await.until("a third of the load", Duration.ofSeconds(60), () -> answered.get() > REQUESTS / 3);

            long killed = System.nanoTime();
            world.aws.stopListening();
            Await.until(
                    "it is ejected or unhealthy",
                    Duration.ofSeconds(60),
                    () -> !health(sluice.plan(), "default/aws-us-east-1").equals("Healthy"),
                    sluice::plan);
            long ejectedMillis = (System.nanoTime() - killed) / 1_000_000;
            LoadReport report = running.await();

            System.out.printf(
                    "figure: provider killed under load: %d of %d requests failed, out after %d ms, %.0f requests/s, p99 %.1f ms%n",
                    report.failed(),
                    report.requests(),
                    ejectedMillis,
                    report.perSecond(),
                    report.total().p99Nanos() / 1e6);
            System.out.printf("figure: resident memory under load %d MiB%n", residentMebibytes(sluice.pid()));
            assertEquals(0, report.failed(), () -> String.join("\n", report.examples()));
            assertEquals(REQUESTS, report.requests());
            assertTrue(ejectedMillis < 10_000, "ejected soon; the aim is 3 s, on a quiet machine");
        }
    }

    private static String health(JsonNode plan, String provider) {
        return plan.findParents("provider").stream()
                .filter(node -> node.path("provider").asText().equals(provider))
                .map(node -> node.path("health").asText())
                .findFirst()
                .orElse("Healthy");
    }

    private static long residentMebibytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        / 1024
                : -1;
    }
}
