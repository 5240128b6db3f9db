package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The planner against providers that change, in virtual time and seeded. */
class ClosedLoopTest {
    private static final Provider CLOUD = Some.provider("cloud", ProviderClass.HYPERSCALER, "acme", "us-east-1", 7);
    private static final Provider METAL = Some.provider("metal", ProviderClass.BARE_METAL, "rhein", "eu", 6);
    private static final Provider DEPIN = Some.provider("depin", ProviderClass.DECENTRALIZED, "lava", "global", 5);
    private static final ShareBound NO_ORGANIZATION_OVER_70 = new ShareBound(By.ORGANIZATION, null, 0, 700_000);
    private static final ShareBound DECENTRALIZED_OVER_5 = new ShareBound(By.CLASS, "Decentralized", 50_000, 1_000_000);

    private static ToyLoop threeProviders(long seed, int gateways) {
        return new ToyLoop(
                Some.snapshot(
                        Some.policy(Some.shares(NO_ORGANIZATION_OVER_70, DECENTRALIZED_OVER_5)),
                        List.of(CLOUD, METAL, DEPIN),
                        50,
                        25,
                        25),
                gateways,
                true,
                seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void preferredRegionThatFailsIsLeftInSecondsAndRegainedInSteps(long seed) {
        ToyLoop loop = threeProviders(seed, 2);
        loop.ticks(60);
        double before = loop.share("cloud");

        loop.toy("cloud").errorRate = 1.0;
        loop.toy("cloud").probeFailure = 1.0;
        int away = 0;
        while (loop.share("cloud") >= 0.01 && away < 60) {
            loop.tick();
            away++;
            assertTrue(loop.share("metal") <= 0.7 + 1e-5 && loop.share("depin") <= 0.7 + 1e-5, "caps hold on the way");
        }
        String leaving = loop.decision("cloud").reason();
        loop.ticks(30);
        double lowest = loop.share("cloud");

        loop.toy("cloud").errorRate = 0.003;
        loop.toy("cloud").probeFailure = 0;
        int back = 0;
        double biggestRise = 0;
        while (loop.share("cloud") < before - 0.05 && back < 200) {
            double held = loop.share("cloud");
            loop.tick();
            biggestRise = Math.max(biggestRise, loop.share("cloud") - held);
            back++;
        }
        System.out.printf(
                Locale.ROOT,
                "region fails, seed %d: share %.1f %% -> under 1 %% in %d s; lowest %.1f %%; regained in %d s, biggest rise %.1f points; \"%s\"%n",
                seed,
                before * 100,
                away * 2,
                lowest * 100,
                back * 2,
                biggestRise * 100,
                leaving);
        assertTrue(away <= 8, "left within 16 s, took " + away + " ticks");
        assertTrue(lowest < 0.01);
        assertTrue(back > 15 && back < 100, "regained after the stabilization window, in ticks: " + back);
        assertTrue(biggestRise <= 0.04 + 1e-5, "rises by at most 4 points per tick, rose " + biggestRise);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void twoEqualProvidersDoNotOscillate(long seed) {
        Provider one = Some.provider("one");
        Provider two = Some.provider("two");
        ToyLoop loop = new ToyLoop(Some.snapshot(Some.policy(Some.shares()), List.of(one, two), 50, 50), 1, true, seed);
        loop.requestsPerSecond = 100;
        loop.ticks(300);
        double lowest = loop.history.stream()
                .mapToDouble(each -> each.get(one.id()))
                .min()
                .orElseThrow();
        double highest = loop.history.stream()
                .mapToDouble(each -> each.get(one.id()))
                .max()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "two equal providers, seed %d: share between %.1f and %.1f %% over 600 s, moved %.3f%n",
                seed,
                lowest * 100,
                highest * 100,
                loop.moved);
        assertTrue(lowest > 0.45 && highest < 0.55);
        assertTrue(loop.moved < 0.3, "moved " + loop.moved);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lostProbesShiftNobody(long seed) {
        ToyLoop loop = threeProviders(seed, 2);
        loop.ticks(60);
        loop.toys.values().forEach(toy -> toy.probeFailure = 0.1);
        double settled = loop.share("cloud");
        double widest = 0;
        for (int n = 0; n < 300; n++) {
            loop.tick();
            widest = Math.max(widest, Math.abs(loop.share("cloud") - settled));
        }
        System.out.printf(
                Locale.ROOT,
                "10 %% of probes lost, seed %d: share of %.1f %% strayed by %.1f points in 600 s%n",
                seed,
                settled * 100,
                widest * 100);
        assertTrue(widest <= 0.05, "strayed by " + widest);
    }

    @Test
    void sharesAreHeldWhenMeasurementsStop() {
        ToyLoop loop = threeProviders(7, 1);
        loop.ticks(60);
        double held = loop.share("cloud");
        for (int n = 0; n < 60; n++) {
            loop.nowNanos += 2 * Some.SECOND;
            loop.plan(List.of());
        }
        // Within the first 15 s the last evidence still counts, so a step under way may finish.
        assertEquals(held, loop.share("cloud"), 0.05);
        double afterStale = loop.history.get(loop.history.size() - 50).get(CLOUD.id());
        assertEquals(afterStale, loop.share("cloud"), 0);
        assertTrue(loop.last.findings().stream().anyMatch(each -> each.kind() == PlanFinding.Kind.NO_DATA));
    }

    @Test
    void brownOutIsLeftAtThePolicysPaceWithoutWaiting() {
        ToyLoop loop = threeProviders(11, 2);
        loop.ticks(60);
        double before = loop.share("cloud");
        loop.toy("cloud").errorRate = 0.2;
        loop.tick();
        loop.tick();
        double fell = before - loop.share("cloud");
        loop.ticks(10);
        System.out.printf(
                Locale.ROOT,
                "brown-out of 20 %%: %.1f %% -> %.1f %% in 24 s; \"%s\"%n",
                before * 100,
                loop.share("cloud") * 100,
                loop.decision("cloud").reason());
        assertTrue(fell > 0.06 && fell <= 0.16 + 1e-5, "fell by " + fell + " in two ticks");
        assertTrue(loop.share("cloud") <= 0.02);
        assertTrue(loop.decision("cloud").reason().contains("errors"));
    }

    @Test
    void ifAllFailSharesAreHeld() {
        ToyLoop loop = threeProviders(12, 2);
        loop.ticks(30);
        loop.toys.values().forEach(toy -> {
            toy.errorRate = 1;
            toy.probeFailure = 1;
        });
        loop.ticks(3);
        double held = loop.share("cloud");
        loop.ticks(20);
        assertEquals(held, loop.share("cloud"), 0.02);
        assertTrue(loop.last.findings().stream().anyMatch(each -> each.kind() == PlanFinding.Kind.ALL_BAD));
        assertTrue(held > 0.2, "nobody fled from bad to bad: " + held);
    }

    @Test
    void destinationsThatCannotTakeAnExodusAreNotOverrun() {
        ToyLoop loop = threeProviders(3, 2);
        loop.snapshot = Some.snapshot(
                Some.policy(Some.shares()), List.of(CLOUD, Some.withCapacity(METAL, 100), DEPIN), 50, 25, 25);
        loop.toy("metal").capacityPerSecond = 50; // per gateway
        loop.ticks(60);
        loop.toy("cloud").errorRate = 1;
        loop.toy("cloud").probeFailure = 1;
        loop.ticks(40);
        System.out.printf(
                Locale.ROOT,
                "exodus: metal of 100/s at 200/s demand ends at %.1f %%, depin %.1f %%; \"%s\"%n",
                loop.share("metal") * 100,
                loop.share("depin") * 100,
                loop.decision("metal").reason());
        assertTrue(loop.share("metal") <= 0.75 * 100 / 200 * 1.1, "metal got " + loop.share("metal"));
        assertTrue(loop.share("cloud") < 0.01);
    }
}
