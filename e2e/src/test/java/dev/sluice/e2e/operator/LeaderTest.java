package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Load;
import dev.sluice.e2e.standalone.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another replica leads from one moment to the next, in the middle of a shift. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR + 5)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderTest {
    private static final int PORT = 8106;
    private static final int POINTS_PER_SECOND = 2;
    /** Plans are a second apart; a late one may step for the time it is late, and rounding is to be forgiven. */
    private static final int STEP_PPM = 2 * POINTS_PER_SECOND * 10_000 + 1_000;

    private static final Call CALL = Call.get("/files");

    private final Sluice sluice;
    private final Space space;
    private final Edge edge;
    private final Providers providers;

    LeaderTest(Sluice sluice) {
        this.sluice = sluice;
        space = new Space(sluice, "operator-leader");
        edge = new Edge(space, "edge", PORT);
        space.apply(Manifests.gateway("edge", PORT, 2)
                + Manifests.route("files", "edge", "/files", "files")
                + Manifests.pool("files", List.of("name: a", "name: b"))
                + unprobed("a")
                + unprobed("b")
                + Manifests.policy("files", POINTS_PER_SECOND));
        providers = Providers.in(space, "providers", 9206, List.of("a", "b"));
        edge.untilProgrammed();
        edge.untilAnswers(CALL);
    }

    /** Without probes, so that a provider and the operator count the same requests. */
    private static String unprobed(String name) {
        return Manifests.provider(name, "eu").replaceAll("(?m)^ *healthCheck.*\n", "");
    }

    @AfterAll
    void end() {
        space.close();
    }

    @Test
    void plansGoOnByBoundedStepsAndNothingIsCountedTwice() {
        try (Load load = Load.of(edge.address(), CALL);
                Plans plans = new Plans(space, "edge")) {
            plans.untilShare("a", percent -> percent >= 45);
            providers.turn("a", "slow");
            Plans.Written before = plans.untilShare("a", percent -> percent < 44);

            String first = sluice.leader();
            sluice.client().pods().inNamespace(Sluice.NAMESPACE).withName(first).delete();
            Plans.Written second = nextLeadersPlan(plans, before, "leader's pod deleted");
            assertNotEquals(first, sluice.leader());

            String crashing = sluice.leader();
            sluice.pods().stream()
                    .filter(pod -> pod.getMetadata().getName().equals(crashing))
                    .forEach(sluice::kill);
            Plans.Written third = nextLeadersPlan(plans, second, "leader's process killed");
            plans.untilShare("a", percent -> percent < 30);

            assertTrue(third.renewal() > second.renewal() && second.renewal() > before.renewal(), "renewals go on");
            assertStepsAreBounded(plans.written());
            load.endWithoutFailure("the leader changed twice while shares move");
        }
        sluice.untilReady();
        assertNothingIsLostOrDoubled();
    }

    private static Plans.Written nextLeadersPlan(Plans plans, Plans.Written last, String what) {
        long start = System.nanoTime();
        Plans.Written next = plans.until("a plan of another leader", plan -> plan.epoch() > last.epoch());
        System.out.printf("figure: %s to the next one's plan: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
        return next;
    }

    private static void assertStepsAreBounded(List<Plans.Written> written) {
        for (int i = 1; i < written.size(); i++) {
            Plans.Written one = written.get(i - 1);
            Plans.Written next = written.get(i);
            next.sharesPpm()
                    .forEach((provider, share) -> assertTrue(
                            Math.abs(share - one.sharesPpm().getOrDefault(provider, 0)) <= STEP_PPM,
                            one + " to " + next));
        }
    }

    /** Accounts are written once a minute. */
    private void assertNothingIsLostOrDoubled() {
        for (String provider : List.of("a", "b")) {
            long served = providers.requests(provider);
            Await.until(
                    "the account of " + provider + " holds all its " + served + " requests",
                    Duration.ofSeconds(75),
                    () -> accounted(provider) >= served,
                    () -> accounted(provider));
            assertEquals(served, accounted(provider), provider + " counted twice");
        }
    }

    private long accounted(String provider) {
        return space.status("Provider", provider).number("accounting", "requestsToday");
    }
}
