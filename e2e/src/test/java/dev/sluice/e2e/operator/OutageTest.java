package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Load;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers leave, by a human's hand or without asking, and clients do not notice. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR + 1)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageTest {
    private static final int PORT = 8101;
    private static final Call CALL = Call.get("/files");

    private final Space space;
    private final Providers steady;
    private final Providers lone;
    private final Edge edge;

    OutageTest(Sluice sluice) {
        space = new Space(sluice, "operator-outage");
        edge = new Edge(space, "edge", PORT);
        space.apply(Manifests.gateway("edge", PORT, 2)
                + Manifests.route("files", "edge", "/files", "files")
                + Manifests.pool("files", List.of("name: eu-1", "name: eu-2", "name: us-1", "name: us-2"))
                + Manifests.provider("eu-1", "eu")
                + Manifests.provider("eu-2", "eu")
                + Manifests.provider("us-1", "us")
                + Manifests.provider("us-2", "us")
                + Manifests.policy("files", 20));
        steady = Providers.in(space, "steady", 9201, List.of("eu-1", "eu-2", "us-1"));
        lone = Providers.in(space, "lone", 9202, List.of("us-2"));
        edge.untilProgrammed();
        edge.untilAnswers(CALL);
    }

    @AfterAll
    void end() {
        space.close();
    }

    @Test
    @Order(1)
    void anOverrideDrainsAProviderUntilItsTime() {
        try (Load load = Load.of(edge.address(), CALL);
                Plans plans = new Plans(space, "edge")) {
            plans.untilShare("eu-1", percent -> percent > 5);
            Instant until = Instant.now().plus(Duration.ofSeconds(8)).truncatedTo(ChronoUnit.SECONDS);
            space.apply("""
                    apiVersion: sluice.dev/v1alpha1
                    kind: TrafficOverride
                    metadata: {name: maintenance}
                    spec: {target: {providerRef: {name: eu-1}}, action: Drain, until: "%s", reason: disks are swapped}
                    """.formatted(until));
            plans.untilShare("eu-1", percent -> percent == 0);
            space.untilTrue("TrafficOverride", "maintenance", "Active");
            assertEquals(
                    "sluice-e2e",
                    space.status("TrafficOverride", "maintenance")
                            .text("author")
                            .orElse(""));

            space.until("TrafficOverride", "maintenance", status -> status.denies("Active", ""));
            plans.untilShare("eu-1", percent -> percent > 0);
            load.endWithoutFailure("a provider drained by an override and taken back");
        }
        space.delete("TrafficOverride", "maintenance");
    }

    @Test
    @Order(2)
    void aKilledProviderCostsNoRequest() {
        try (Load load = Load.of(edge.address(), CALL)) {
            load.untilAnswered(100);
            lone.kill();
            load.untilAnswered(400);
            load.endWithoutFailure("a provider's process killed");
        }
    }

    @Test
    @Order(3)
    void aFailedRegionCostsNoRequestAndLosesItsShare() {
        try (Load load = Load.of(edge.address(), CALL);
                Plans plans = new Plans(space, "edge")) {
            load.untilAnswered(100);
            long start = System.nanoTime();
            steady.turn("eu-1", "errors");
            steady.turn("eu-2", "errors");
            plans.until(
                    "the region's share is gone",
                    plan -> plan.sharesPpm().getOrDefault("eu-1", 0)
                                    + plan.sharesPpm().getOrDefault("eu-2", 0)
                            <= 100_000);
            System.out.printf(
                    "figure: region failed to its share below 10 %%: %.1f s%n", (System.nanoTime() - start) / 1e9);
            load.endWithoutFailure("a region failed");
        }
    }
}
