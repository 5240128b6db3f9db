package dev.sluice.e2e.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.operator.Sluice;
import dev.sluice.e2e.operator.SluiceExtension;
import dev.sluice.e2e.operator.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Core, and every extended feature that the GatewayClass says is supported; writes the report to {@code docs/conformance}. */
@Tag("long")
@Order(Suites.CONFORMANCE)
@ExtendWith(SluiceExtension.class)
class WholeConformanceTest {
    private final Sluice sluice;

    WholeConformanceTest(Sluice sluice) {
        this.sluice = sluice;
    }

    @Test
    void everySupportedFeatureWorks() throws IOException {
        Repository repository = Repository.ofWorkingDirectory();
        ConformanceResult result = ConformanceSuite.on(sluice)
                .run(repository.version(), "--conformance-profiles=GATEWAY-HTTP,GATEWAY-GRPC");
        Path folder = repository.path("docs/conformance");
        Files.createDirectories(folder);
        if (!result.report().isEmpty()) {
            Files.writeString(
                    folder.resolve("standard-" + repository.version() + "-default-report.yaml"),
                    result.report() + "\n");
        }
        assertTrue(result.succeeded(), result::summary);
    }
}
