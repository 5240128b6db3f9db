package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Those who would like to look better than they are, or more than they are. */
class NotFooledTest {
    private static final Provider A = Some.provider("a", ProviderClass.BARE_METAL, "one", "eu", 8);
    private static final Provider B = Some.provider("b", ProviderClass.BARE_METAL, "two", "us", 9);
    private static final Provider C = Some.provider("c", ProviderClass.BARE_METAL, "three", "asia", 10);
    private static final Policy CHEAPEST =
            Some.policy(Policy.Intent.CHEAPEST, Objectives.NONE, Constraints.NONE, Some.SHIFT);
    private static final double STEP = 0.02 * ToyLoop.TICK_SECONDS + 1e-6;

    private static Provider cheap(String name, String organization) {
        return Some.provider(name, ProviderClass.DECENTRALIZED, organization, "global", 1);
    }

    private static ConfigSnapshot snapshot(List<Provider> providers) {
        int[] weights = new int[providers.size()];
        Arrays.fill(weights, 10);
        return Some.snapshot(CHEAPEST, providers, weights);
    }

    private static boolean isFound(ToyLoop loop, PlanFinding.Kind kind, String subject) {
        return loop.last.findings().stream()
                .anyMatch(each -> each.kind() == kind && each.subject().equals(subject));
    }

    private static ToyLoop joinedBy(List<Provider> newcomers) {
        ToyLoop loop = new ToyLoop(snapshot(List.of(A, B, C)), 1, true, 1);
        loop.ticks(60);
        List<Provider> all = new ArrayList<>(List.of(A, B, C));
        all.addAll(newcomers);
        newcomers.forEach(loop::join);
        loop.snapshot = snapshot(all);
        return loop;
    }

    @Test
    void aProviderThatIsNewToThePoolIsOnProbationHoweverCheapItIs() {
        ToyLoop loop = joinedBy(List.of(cheap("new", "four")));
        double most = 0;
        for (int tick = 0; tick < 290; tick++) {
            loop.tick();
            most = Math.max(most, loop.share("new"));
        }
        assertTrue(most <= 0.05 + 1e-6, "had up to " + most);
        assertTrue(loop.decision("new").reason().contains("new in the pool"), loop.decision("new")::reason);

        loop.ticks(60);
        assertTrue(loop.share("new") > 0.5, "after its probation it has " + loop.share("new"));
    }

    @Test
    void theNextLeaderKnowsWhoIsNewAndForHowLong() {
        ToyLoop loop = joinedBy(List.of(cheap("new", "four")));
        loop.ticks(100);
        loop.changeLeader();
        double most = 0;
        for (int tick = 0; tick < 190; tick++) {
            loop.tick();
            most = Math.max(most, loop.share("new"));
        }
        assertTrue(most <= 0.05 + 1e-6, "had up to " + most);
        loop.ticks(60);
        assertTrue(loop.share("new") > 0.5, "after its probation it has " + loop.share("new"));
    }

    @Test
    void whoHasMoreOfAPoolThanNewcomersGetIsNotNewThere() {
        Plan inForce = new Plan(
                "default/edge",
                1,
                7,
                60 * Some.SECOND,
                List.of(new Plan.Entry(
                        Some.KEY,
                        false,
                        List.of(
                                new Plan.Share("default/old", 960_000),
                                new Plan.Share("default/new@eip155:1", 40_000)))));
        Map<String, Long> written =
                Map.of("default/old", 60 * Some.SECOND, "default/new", 90 * Some.SECOND, "default/gone", 1L);

        PlanState resumed = PlanState.resume(inForce, written, Some.SECOND);

        assertEquals(Map.of("default/new", 90 * Some.SECOND), resumed.probation(Some.SECOND));
        assertEquals(Map.of("default/new", 30 * Some.SECOND), resumed.probation(61 * Some.SECOND));
        assertEquals(Map.of(), resumed.probation(91 * Some.SECOND));
    }

    @Test
    void newIdentitiesOfOneOrganizationShareOneProbation() {
        ToyLoop loop = joinedBy(List.of(cheap("n1", "four"), cheap("n2", "four"), cheap("n3", "four")));
        double most = 0;
        for (int tick = 0; tick < 200; tick++) {
            loop.tick();
            most = Math.max(most, loop.share("n1") + loop.share("n2") + loop.share("n3"));
        }
        assertTrue(most <= 0.05 + 1e-6, "had up to " + most);
    }

    @Test
    void probationGivesWayWhereTheOthersCannotTakeEverything() {
        ToyLoop loop = new ToyLoop(snapshot(List.of(Some.withCapacity(A, 100), Some.withCapacity(B, 40))), 1, true, 1);
        loop.ticks(60);
        Provider newcomer = cheap("new", "four");
        loop.join(newcomer);
        loop.snapshot = snapshot(List.of(Some.withCapacity(A, 100), Some.withCapacity(B, 40), newcomer));
        loop.ticks(60);
        assertTrue(loop.share("new") > 0.2, "new has " + loop.share("new"));
    }

    @Test
    void aPriceTooGoodToBeTrueRaisesAShareOnlyByTheStep() {
        ToyLoop loop = new ToyLoop(snapshot(List.of(A, B, C)), 1, true, 1);
        loop.ticks(100);
        assertTrue(loop.share("c") < 0.2, "c has " + loop.share("c"));

        Provider bargain = Some.provider("c", ProviderClass.BARE_METAL, "three", "asia", 0.01);
        loop.snapshot = snapshot(List.of(A, B, bargain));
        loop.reprice(bargain);

        assertRisesByTheStep(loop);
    }

    @Test
    void aLatencyTooGoodToBeTrueRaisesAShareOnlyByTheStep() {
        Policy fastest = Some.policy(Policy.Intent.FASTEST, Objectives.NONE, Constraints.NONE, Some.SHIFT);
        ToyLoop loop = new ToyLoop(Some.snapshot(fastest, List.of(A, B, C), 10, 10, 10), 1, true, 1);
        loop.toy("c").medianMillis = 200;
        loop.ticks(100);
        assertTrue(loop.share("c") < 0.2, "c has " + loop.share("c"));

        loop.toy("c").medianMillis = 1;

        assertRisesByTheStep(loop);
    }

    private static void assertRisesByTheStep(ToyLoop loop) {
        double before = loop.share("c");
        for (int tick = 0; tick < 60; tick++) {
            loop.tick();
            double rise = loop.share("c") - before;
            assertTrue(rise <= STEP, "rose by " + rise);
            before = loop.share("c");
        }
        assertTrue(before > 0.3, "c has " + before);
    }

    @Test
    void fastOnlyForProbesIsFoundAndHonestOnesAreNot() {
        ToyLoop loop = new ToyLoop(snapshot(List.of(A, B, C)), 1, true, 1);
        loop.toy("a").probeNanos = 50_000_000L;
        loop.toy("b").probeNanos = 45_000_000L;
        loop.toy("c").probeNanos = 10_000_000L;
        loop.toy("c").medianMillis = 150;
        loop.ticks(20);

        assertTrue(isFound(loop, PlanFinding.Kind.PROBES_FLATTER, "default/c"), loop.last.findings()::toString);
        assertFalse(isFound(loop, PlanFinding.Kind.PROBES_FLATTER, "default/a"));
    }

    @Test
    void wellOnlyForProbesIsFound() {
        ToyLoop loop = new ToyLoop(snapshot(List.of(A, B, C)), 1, true, 1);
        loop.toy("c").errorRate = 0.45;
        loop.ticks(5);

        assertTrue(isFound(loop, PlanFinding.Kind.PROBES_FLATTER, "default/c"), loop.last.findings()::toString);
    }

    @Test
    void manyIdentitiesOfOneOrganizationDoNotTakeTheOthersExploration() {
        List<Provider> providers = new ArrayList<>(List.of(A, B, C));
        for (int n = 0; n < 40; n++) {
            providers.add(cheap("sybil-" + n, "sybils"));
        }
        ToyLoop loop = new ToyLoop(snapshot(providers), 1, true, 1);
        for (int n = 0; n < 40; n++) {
            loop.toy("sybil-" + n).errorRate = 0.6;
        }
        loop.ticks(200);
        double sybils = 0;
        for (int n = 0; n < 40; n++) {
            sybils += loop.share("sybil-" + n);
        }
        assertTrue(sybils < 0.03, "sybils have " + sybils);
        assertEquals(1, loop.share("a") + loop.share("b") + loop.share("c") + sybils, 1e-5);
    }
}
