package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Policy.Intent;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.control.account.Books;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.plan.assess.Outages;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.bound.ActiveOverride;
import dev.sluice.control.plan.bound.ActiveOverride.Action;
import dev.sluice.control.pooling.Evidence;
import dev.sluice.control.pooling.Pooled;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a bound or a human's hand reaches, and where it must not reach. */
class OverrideRulesTest {
    private static final long LATER = 1_000 * Some.SECOND;
    private static final Provider MAINNET = renamed("a@eip155:1");
    private static final Provider B = Some.provider("b");
    private static final Provider C = Some.provider("c");

    private static Provider renamed(String name) {
        Provider like = Some.provider("a");
        return new Provider(
                "default/" + name,
                like.providerClass(),
                like.organization(),
                like.location(),
                like.api(),
                like.capabilities(),
                like.endpoints(),
                like.credentials(),
                like.price(),
                like.capacity(),
                like.quota(),
                like.healthCheck());
    }

    private static ToyLoop loop(Policy policy) {
        return new ToyLoop(Some.snapshot(policy, List.of(MAINNET, B, C), 60, 20, 20), 1, true, 1);
    }

    private static ActiveOverride override(By by, String value, Action action, int ppm) {
        return new ActiveOverride("default/night", by, value, action, ppm, LATER);
    }

    private static Policy watching(Shift.Mode mode, boolean suspended) {
        Shift shift =
                new Shift(mode, suspended, 2 * Some.SECOND, Some.SHIFT.away(), Some.SHIFT.back(), 60 * Some.SECOND, 0);
        return Some.policy(Intent.BALANCED, Objectives.NONE, Constraints.NONE, shift);
    }

    @Test
    void boundOfAProviderHoldsOnEachChainItServes() {
        ToyLoop loop = loop(Some.policy(Some.shares(new ShareBound(By.PROVIDER, "default/a", 0, 300_000))));

        assertEquals(0.3, loop.share("a@eip155:1"), 1e-6);
    }

    @Test
    void drainOfAProviderHoldsOnEachChainItServes() {
        ToyLoop loop = loop(Some.policy(Constraints.NONE));
        loop.overrides = List.of(override(By.PROVIDER, "default/a", Action.DRAIN, 0));

        loop.tick();

        assertEquals(0, loop.share("a@eip155:1"), 0);
    }

    @Test
    void capacityIsOneForAllChainsOfASeller() {
        Provider limited = Some.withCapacity(renamed("a@eip155:1"), 100);
        World world = new World(
                Map.of(limited.id(), limited),
                Pooled.of(Evidence.start(0), 0),
                Outages.NONE,
                Foresight.NONE,
                Set.of(),
                Map.of(),
                Map.of(),
                Map.of("default/a", 150.0),
                Map.of(),
                Books.NONE,
                Map.of(),
                List.of(),
                0);

        assertEquals(0.5, world.capacityShare(limited, Policy.DEFAULTS, 0.75), 1e-9);
    }

    @Test
    void drainHoldsWhereThePlanOnlyWatches() {
        for (Policy policy : List.of(watching(Shift.Mode.OBSERVE, false), watching(Shift.Mode.ENFORCE, true))) {
            ToyLoop loop = loop(policy);
            loop.overrides = List.of(override(By.PROVIDER, "default/b", Action.DRAIN, 0));

            loop.tick();

            List<Plan.Share> shares = loop.last.plan().entries().getFirst().shares();
            assertEquals(0, ppm(shares, "default/b"));
            assertEquals(750_000, ppm(shares, "default/a@eip155:1"), 5_000);
            assertEquals(250_000, ppm(shares, "default/c"), 5_000);
            assertEquals(0, loop.share("b"), 0);
        }
    }

    @Test
    void declaredWeightsHoldAgainOnceTheHandIsLifted() {
        ToyLoop loop = loop(watching(Shift.Mode.OBSERVE, false));
        loop.overrides = List.of(override(By.PROVIDER, "default/b", Action.DRAIN, 0));
        loop.tick();

        loop.overrides = List.of();
        loop.tick();

        assertEquals(List.of(), loop.last.plan().entries().getFirst().shares());
        assertEquals(0.2, loop.share("b"), 0);
    }

    @Test
    void pinOfAProviderElsewhereAsksNothingOfThisPool() {
        Constraints strict = new Constraints(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), true);
        Provider elsewhere = Some.provider("elsewhere");
        ToyLoop loop = new ToyLoop(
                Some.snapshot(
                        Some.policy(strict), List.of(B, C, elsewhere), List.of(Some.member(B, 1), Some.member(C, 1))),
                1,
                true,
                1);
        loop.overrides = List.of(override(By.PROVIDER, "default/elsewhere", Action.PIN, 300_000));

        loop.tick();

        assertFalse(loop.last.plan().entries().getFirst().refuse());
        assertTrue(
                loop.last.findings().stream().noneMatch(f -> f.kind() == PlanFinding.Kind.CONSTRAINTS_RELAXED),
                loop.last.findings().toString());
    }

    private static int ppm(List<Plan.Share> shares, String provider) {
        return shares.stream()
                .filter(share -> share.provider().equals(provider))
                .mapToInt(Plan.Share::ppm)
                .findFirst()
                .orElseThrow();
    }
}
