package dev.sluice.e2e.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.operator.Sluice;
import dev.sluice.e2e.operator.SluiceExtension;
import dev.sluice.e2e.operator.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Core, and every extended feature that the GatewayClass says is supported, first with the definitions that the chart installs, then
 * with those of the experimental channel, which have retries. Writes a report of each to {@code docs/conformance}.
 */
@Tag("long")
@Order(Suites.CONFORMANCE)
@ExtendWith(SluiceExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeConformanceTest {
    private static final String PROFILES = "--conformance-profiles=GATEWAY-HTTP,GATEWAY-GRPC";

    private final Repository repository = Repository.ofWorkingDirectory();
    private final ConformanceSuite suite;

    WholeConformanceTest(Sluice sluice) {
        suite = ConformanceSuite.on(sluice);
    }

    @Test
    @Order(1)
    void everySupportedFeatureWorks() throws IOException {
        report("standard");
    }

    @Test
    @Order(2)
    void retriesDoTooWhereTheyAreDefined() throws IOException {
        suite.defineExperimental();
        report(
                "experimental",
                "--supported-features=" + String.join(",", suite.supportedFeatures()) + ",HTTPRouteRetry");
    }

    private void report(String channel, String... flags) throws IOException {
        long start = System.nanoTime();
        ConformanceResult result = suite.run(
                repository.version(),
                Stream.concat(Stream.of(PROFILES), Stream.of(flags)).toArray(String[]::new));
        System.out.printf(
                "figure: conformance, %s channel: %d tests passed in %.0f s%n",
                channel, result.passed(), (System.nanoTime() - start) / 1e9);
        if (!result.report().isEmpty()) {
            Files.writeString(
                    repository.path(
                            "docs/conformance/" + channel + "-" + repository.version() + "-default-report.yaml"),
                    result.report() + "\n");
        }
        assertTrue(result.succeeded(), result::summary);
    }
}
