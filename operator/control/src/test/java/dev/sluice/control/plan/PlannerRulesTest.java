package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Policy.Intent;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.control.account.Books;
import dev.sluice.control.plan.bound.ActiveOverride;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each rule of planning by itself. The file is long because the rules are read as one list. */
class PlannerRulesTest {
    private static final Provider A = Some.provider("a", ProviderClass.HYPERSCALER, "acme", "us", 14);
    private static final Provider B = Some.provider("b", ProviderClass.BARE_METAL, "rhein", "eu", 6);
    private static final Provider C = Some.provider("c", ProviderClass.DECENTRALIZED, "lava", "global", 2.5);
    private static final List<Provider> ALL = List.of(A, B, C);

    private static ToyLoop loop(Policy policy, int... weights) {
        return new ToyLoop(Some.snapshot(policy, ALL, weights), 1, true, 1);
    }

    private static Policy intent(Intent intent) {
        return Some.policy(intent, Objectives.NONE, Constraints.NONE, Some.SHIFT);
    }

    private static boolean found(ToyLoop loop, PlanFinding.Kind kind, String words) {
        return loop.last.findings().stream()
                .anyMatch(each -> each.kind() == kind && each.message().contains(words));
    }

    @Test
    void declaredWeightsHoldAtStart() {
        ToyLoop loop = loop(Some.policy(Constraints.NONE), 50, 25, 25);
        assertEquals(0.5, loop.share("a"), 0);
        assertEquals(0.25, loop.share("b"), 0);
        assertEquals(
                "too little measured: share held at 50 %", loop.decision("a").reason());
        assertTrue(found(loop, PlanFinding.Kind.NO_DATA, "held"));
    }

    @Test
    void saysHowManyProcessesShareWhatIsLimitedOverAllOfThem() {
        ToyLoop loop = new ToyLoop(Some.snapshot(intent(Intent.BALANCED), ALL, 1, 1, 1), 3, true, 1);
        assertEquals(1, loop.last.plan().processes(), "before any was read");
        loop.ticks(2);
        assertEquals(3, loop.last.plan().processes());
    }

    /** In a cluster providers appear one after the other, each when its endpoints are ready. */
    @Test
    void declaredWeightsAreTheStartForAllWhoAreThereBeforeTheFirstRequest() {
        Policy policy = Some.policy(Constraints.NONE);
        ToyLoop loop = new ToyLoop(Some.snapshot(policy, List.of(C), 25), 1, true, 1);
        assertEquals(1, loop.share("c"), 0);

        loop.snapshot = Some.snapshot(policy, ALL, 50, 25, 25);
        loop.nowNanos += Some.SECOND;
        loop.plan(List.of());

        assertEquals(0.5, loop.share("a"), 0);
        assertEquals(0.25, loop.share("c"), 0);
    }

    @Test
    void aMemberThatComesLaterStartsSmall() {
        Policy policy = Some.policy(Constraints.NONE);
        ToyLoop loop = new ToyLoop(Some.snapshot(policy, List.of(B, C), 50, 50), 1, true, 1);
        loop.ticks(5);

        loop.snapshot = Some.snapshot(policy, ALL, 50, 25, 25);
        loop.nowNanos += Some.SECOND;
        loop.plan(List.of());

        assertTrue(loop.share("a") < 0.1, () -> "a starts with " + loop.share("a"));
    }

    @Test
    void maximumHoldsFromTheFirstPlan() {
        ToyLoop loop = loop(Some.policy(Some.shares(new ShareBound(By.ORGANIZATION, null, 0, 400_000))), 80, 10, 10);
        assertEquals(0.4, loop.share("a"), 1e-6);
    }

    @Test
    void minimumsThatExceedTheWholeAreCutAndNamed() {
        ToyLoop loop = loop(
                Some.policy(Some.shares(
                        new ShareBound(By.CLASS, "Decentralized", 700_000, 1_000_000),
                        new ShareBound(By.CLASS, "BareMetal", 600_000, 1_000_000))),
                50,
                25,
                25);
        loop.ticks(30);
        assertTrue(
                found(loop, PlanFinding.Kind.CONSTRAINTS_RELAXED, "minimum 60 % for class BareMetal"),
                loop.last.findings()::toString);
    }

    /** A further bound that holds is not blamed, nor one that is not there. */
    @Test
    void ofManyBoundsThoseAreNamedThatCannotHoldTogether() {
        ToyLoop loop = loop(
                Some.policy(Some.shares(
                        new ShareBound(By.CLASS, "Hyperscaler", 0, 500_000),
                        new ShareBound(By.REGION, null, 0, 900_000),
                        new ShareBound(By.CLASS, "Decentralized", 700_000, 1_000_000),
                        new ShareBound(By.CLASS, "BareMetal", 600_000, 1_000_000))),
                50,
                25,
                25);
        loop.ticks(30);

        assertEquals(
                List.of(
                        "these cannot hold together: minimum 70 % of class Decentralized, minimum 60 % of class BareMetal"),
                conflicts(loop));

        ToyLoop organizations =
                loop(Some.policy(Some.shares(new ShareBound(By.ORGANIZATION, null, 0, 300_000))), 1, 1, 1);
        assertEquals(1, conflicts(organizations).size());
        assertEquals(3, conflicts(organizations).getFirst().split("maximum 30 % of organization", -1).length - 1);

        ToyLoop fine = loop(Some.policy(Some.shares(new ShareBound(By.ORGANIZATION, null, 0, 400_000))), 1, 1, 1);
        assertEquals(List.of(), conflicts(fine));
    }

    private static List<String> conflicts(ToyLoop loop) {
        return loop.last.findings().stream()
                .map(PlanFinding::message)
                .filter(each -> each.startsWith("these cannot hold together"))
                .toList();
    }

    @Test
    void impossibleBoundsRefuseWhereThePolicySaysSo() {
        Constraints strict = new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ShareBound(By.ORGANIZATION, null, 0, 200_000)),
                true);
        ToyLoop loop = loop(Some.policy(strict), 50, 25, 25);
        assertTrue(loop.last.plan().entries().getFirst().refuse());
        assertTrue(found(loop, PlanFinding.Kind.REFUSED, "maximum 20 %"));
    }

    @Test
    void impossibleMaximumIsRelaxedOnlyAsFarAsNeeded() {
        ToyLoop loop = loop(Some.policy(Some.shares(new ShareBound(By.ORGANIZATION, null, 0, 200_000))), 1, 1, 1);
        assertEquals(1.0 / 3, loop.share("a"), 1e-5);
        assertTrue(found(loop, PlanFinding.Kind.CONSTRAINTS_RELAXED, "relaxed to 33 %"));
    }

    @Test
    void slowProvidersServeBeforeAMaximumGivesWay() {
        Objectives objectives = new Objectives(null, new Objectives.Latency(950_000, 300_000_000L), List.of());
        Constraints atMost = Some.shares(new ShareBound(By.ORGANIZATION, null, 0, 400_000));
        ToyLoop loop = loop(Some.policy(Intent.FASTEST, objectives, atMost, Some.SHIFT), 40, 30, 30);
        loop.toy("b").medianMillis = 3_000;
        loop.toy("c").medianMillis = 4_000;
        loop.ticks(60);
        assertEquals(0.4, loop.share("a"), 0.001);
        assertTrue(!found(loop, PlanFinding.Kind.CONSTRAINTS_RELAXED, ""), "nothing had to give way");

        loop.toy("b").errorRate = 0.95;
        loop.toy("c").errorRate = 0.95;
        loop.ticks(60);
        assertTrue(loop.share("a") > 0.9, "who does not answer at all does not serve: " + loop.share("a"));
        assertTrue(found(loop, PlanFinding.Kind.CONSTRAINTS_RELAXED, "maximum"));
    }

    @Test
    void forbiddenProviderLosesAllInTheSameTick() {
        ToyLoop loop = loop(Some.policy(Constraints.NONE), 50, 25, 25);
        loop.ticks(5);
        Constraints law =
                new Constraints(List.of(), List.of(), List.of(), List.of("acme"), List.of(), List.of(), false);
        loop.snapshot = Some.snapshot(Some.policy(law), ALL, 50, 25, 25);
        loop.tick();
        assertEquals(0, loop.share("a"), 0);
        assertEquals(
                "forbidden: organization acme is denied", loop.decision("a").reason());
    }

    @Test
    void providerWithoutJurisdictionIsOutOnceOneIsAsked() {
        Constraints law = new Constraints(List.of("US"), List.of(), List.of(), List.of(), List.of(), List.of(), false);
        List<Provider> providers = List.of(A, Some.withJurisdictions(B), Some.withJurisdictions(C, "US", "DE"));
        ToyLoop loop = new ToyLoop(Some.snapshot(Some.policy(law), providers, 50, 25, 25), 1, true, 1);
        assertEquals(1, loop.share("a"), 0);
        assertEquals("forbidden: declares no jurisdiction", loop.decision("b").reason());
        assertEquals(
                "forbidden: jurisdiction US, DE is not allowed",
                loop.decision("c").reason());
    }

    @Test
    void nobodyEligibleRefusesAndSaysSo() {
        Constraints law = new Constraints(List.of("CH"), List.of(), List.of(), List.of(), List.of(), List.of(), false);
        ToyLoop loop = loop(Some.policy(law), 50, 25, 25);
        assertTrue(loop.last.plan().entries().getFirst().refuse());
        assertTrue(found(loop, PlanFinding.Kind.NO_ELIGIBLE_PROVIDER, "default/pool"));
    }

    @Test
    void drainEmptiesAtOnceAndEndsWithItsTime() {
        ToyLoop loop = loop(Some.policy(Constraints.NONE), 50, 25, 25);
        loop.ticks(10);
        loop.overrides = List.of(new ActiveOverride(
                "default/night",
                By.PROVIDER,
                A.id(),
                ActiveOverride.Action.DRAIN,
                0,
                loop.nowNanos + 60 * Some.SECOND));
        loop.tick();
        assertEquals(0, loop.share("a"), 0);
        assertEquals("drained by override default/night", loop.decision("a").reason());
        assertTrue(found(loop, PlanFinding.Kind.OVERRIDDEN, "is drained"));
        loop.ticks(60);
        assertTrue(loop.share("a") > 0.1, "came back to " + loop.share("a"));
    }

    @Test
    void pinAndCapOfAClassAreFollowed() {
        ToyLoop loop = loop(Some.policy(Constraints.NONE), 50, 25, 25);
        loop.overrides = List.of(
                new ActiveOverride(
                        "default/pin", By.CLASS, "BareMetal", ActiveOverride.Action.PIN, 600_000, 1_000 * Some.SECOND),
                new ActiveOverride(
                        "default/cap", By.REGION, "us", ActiveOverride.Action.CAP, 50_000, 1_000 * Some.SECOND));
        loop.ticks(60);
        assertEquals(0.6, loop.share("b"), 0.016);
        assertTrue(loop.share("a") <= 0.0501, "capped, has " + loop.share("a"));
    }

    @Test
    void observingKeepsDeclaredWeightsAndSaysWhatItWouldDo() {
        Shift observe = new Shift(
                Shift.Mode.OBSERVE, false, 2 * Some.SECOND, Some.SHIFT.away(), Some.SHIFT.back(), 60 * Some.SECOND, 0);
        ToyLoop loop = loop(Some.policy(Intent.BALANCED, Objectives.NONE, Constraints.NONE, observe), 50, 25, 25);
        loop.toy("a").errorRate = 0.9;
        loop.ticks(30);
        assertEquals(0.5, loop.share("a"), 0);
        assertEquals(List.of(), loop.last.plan().entries().getFirst().shares());
        assertTrue(
                loop.decision("a").reason().startsWith("observing, would be 25 %: errors 9"),
                loop.decision("a").reason());
        assertEquals(10_000, loop.decision("a").targetPpm(), 100);
    }

    @Test
    void suspendedKeepsDeclaredWeights() {
        Shift suspended = new Shift(
                Shift.Mode.ENFORCE, true, 2 * Some.SECOND, Some.SHIFT.away(), Some.SHIFT.back(), 60 * Some.SECOND, 0);
        ToyLoop loop = loop(Some.policy(Intent.CHEAPEST, Objectives.NONE, Constraints.NONE, suspended), 50, 25, 25);
        loop.ticks(40);
        assertEquals(0.5, loop.share("a"), 0);
        assertTrue(loop.decision("a").reason().startsWith("suspended"));
    }

    @Test
    void intentsLeadElsewhere() {
        ToyLoop cheapest = loop(intent(Intent.CHEAPEST), 50, 25, 25);
        ToyLoop fastest = loop(intent(Intent.FASTEST), 50, 25, 25);
        ToyLoop trusted = loop(intent(Intent.MOST_TRUSTED), 50, 25, 25);
        ToyLoop balanced = loop(intent(Intent.BALANCED), 50, 25, 25);
        for (ToyLoop loop : List.of(cheapest, fastest, trusted, balanced)) {
            loop.toy("a").medianMillis = 30;
            loop.toy("b").medianMillis = 60;
            loop.toy("c").medianMillis = 150;
            loop.ticks(120);
        }
        System.out.printf(
                "intents: cheapest c %.2f, fastest a %.2f, most trusted c %.2f%n",
                cheapest.share("c"), fastest.share("a"), trusted.share("c"));
        assertTrue(cheapest.share("c") > 0.9);
        assertTrue(fastest.share("a") > 0.8);
        assertTrue(trusted.share("c") < 0.1);
        assertTrue(balanced.share("c") > fastest.share("c") && balanced.share("c") < cheapest.share("c"));
        assertTrue(balanced.share("a") < fastest.share("a") && balanced.share("a") > cheapest.share("a"));
    }

    @Test
    void aPriceTooGoodToBeTrueIsFollowedByTheStepOnly() {
        ToyLoop loop = loop(intent(Intent.CHEAPEST), 1, 1, 1);
        loop.ticks(60);
        double before = loop.share("a");
        Provider gift = new Provider(
                A.id(),
                A.providerClass(),
                A.organization(),
                A.location(),
                A.api(),
                A.capabilities(),
                A.endpoints(),
                A.credentials(),
                new Price("USD", 1, List.of()),
                A.capacity(),
                A.quota(),
                A.healthCheck());
        loop.snapshot = Some.snapshot(intent(Intent.CHEAPEST), List.of(gift, B, C), 1, 1, 1);
        loop.gateways.forEach(each -> each.buysFrom(gift));
        double biggest = 0;
        for (int tick = 0; tick < 120; tick++) {
            double from = loop.share("a");
            loop.tick();
            biggest = Math.max(biggest, loop.share("a") - from);
        }

        assertTrue(loop.share("a") > before + 0.2, "it is followed: " + loop.share("a"));
        assertTrue(biggest <= 0.0401, "two points a second: " + biggest);
    }

    @Test
    void laterPrioritiesGetATraceUntilTheFirstFails() {
        List<Pool.Member> members =
                List.of(new Pool.Member(A.id(), 1, 0), new Pool.Member(B.id(), 1, 1), new Pool.Member(C.id(), 1, 1));
        ConfigSnapshot snapshot = Some.snapshot(Some.policy(Constraints.NONE), ALL, members);
        ToyLoop loop = new ToyLoop(snapshot, 1, true, 1);
        loop.ticks(40);
        assertTrue(loop.share("a") > 0.97 && loop.share("b") > 0, "a has " + loop.share("a"));
        loop.toy("a").errorRate = 1;
        loop.toy("a").probeFailure = 1;
        loop.ticks(15);
        assertTrue(loop.share("a") < 0.01, "a has " + loop.share("a"));
    }

    @Test
    void resumedPlanGoesOnFromItsShares() {
        Plan before = new Plan(
                "default/edge",
                1,
                7,
                60 * Some.SECOND,
                List.of(new Plan.Entry(
                        Some.KEY,
                        false,
                        List.of(
                                new Plan.Share(A.id(), 100_000),
                                new Plan.Share(B.id(), 300_000),
                                new Plan.Share(C.id(), 600_000)))));
        PlanResult result = new Planner(new Random(1))
                .plan(new PlanInput(
                        Some.snapshot(Some.policy(Constraints.NONE), ALL, 50, 25, 25),
                        List.of(),
                        List.of(),
                        Books.NONE,
                        PlanState.resume(before, Map.of(), 0),
                        1,
                        8,
                        2_000,
                        2 * Some.SECOND));
        assertEquals(before.entries(), result.plan().entries());
    }

    @Test
    void oneOfTwoGatewaysThatContradictsTheOtherHoldsTheShares() {
        ToyLoop loop = new ToyLoop(Some.snapshot(Some.policy(Constraints.NONE), ALL, 50, 25, 25), 1, true, 1);
        loop.ticks(20);
        double held = loop.share("a");
        ToyLoop liar = new ToyLoop(loop.snapshot, 1, true, 2);
        liar.toy("a").errorRate = 0.95;
        ToyGateway second = new ToyGateway("gw-liar", ALL, liar.toys, false, new SplittableRandom(9));
        loop.gateways.add(second);
        loop.ticks(20);
        assertTrue(found(loop, PlanFinding.Kind.REPORTERS_DISAGREE, "held"), loop.last.findings()::toString);
        assertTrue(Math.abs(loop.share("a") - held) < 0.09, "from " + held + " to " + loop.share("a"));
        ToyGateway third = new ToyGateway("gw-2", ALL, loop.toys, false, new SplittableRandom(10));
        loop.gateways.add(third);
        loop.ticks(20);
        assertTrue(found(loop, PlanFinding.Kind.REPORTER_DEVIATES, "gw-liar"), loop.last.findings()::toString);
        assertTrue(loop.decision("a").inputs().errorPpm() < 20_000, "the liar is outvoted: " + loop.decision("a"));
    }
}
