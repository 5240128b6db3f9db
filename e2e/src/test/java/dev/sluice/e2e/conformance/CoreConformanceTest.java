package dev.sluice.e2e.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.operator.Sluice;
import dev.sluice.e2e.operator.SluiceExtension;
import dev.sluice.e2e.operator.Suites;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every core test of profiles GATEWAY-HTTP and GATEWAY-GRPC passes; none is skipped. */
@Tag("e2e")
@Tag("conformance")
@Order(Suites.CONFORMANCE)
@ExtendWith(SluiceExtension.class)
class CoreConformanceTest {
    private final Sluice sluice;

    CoreConformanceTest(Sluice sluice) {
        this.sluice = sluice;
    }

    @Test
    void everyCoreTestPasses() {
        long start = System.nanoTime();
        ConformanceResult result = ConformanceSuite.on(sluice)
                .run(
                        Repository.ofWorkingDirectory().version(),
                        "--conformance-profiles=GATEWAY-HTTP,GATEWAY-GRPC",
                        "--supported-features=Gateway,GRPCRoute,HTTPRoute,ReferenceGrant");
        System.out.printf(
                "figure: conformance, core: %d tests passed in %.0f s%n",
                result.passed(), (System.nanoTime() - start) / 1e9);
        assertTrue(result.succeeded(), result::summary);
    }
}
