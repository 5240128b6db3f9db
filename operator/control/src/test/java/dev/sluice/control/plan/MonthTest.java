package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Objectives.Budget;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Policy.Intent;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.contract.snapshot.Timeouts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Budgets and quotas over a month of virtual time, with the real planner, ledgers and controllers. */
class MonthTest {
    private static final int DAYS = 31;
    private static final Provider DEAR = Some.provider("a", ProviderClass.HYPERSCALER, "acme", "us", 14);
    private static final Provider MIDDLE = Some.provider("b", ProviderClass.BARE_METAL, "rhein", "eu", 6);
    private static final Provider CHEAP = Some.provider("c", ProviderClass.DECENTRALIZED, "lava", "ap", 2.5);
    private static final Map<String, Integer> MILLIS = Map.of(DEAR.id(), 30, MIDDLE.id(), 90, CHEAP.id(), 180);
    private static final PlanKey DEFAULT = Some.KEY;
    private static final PlanKey HISTORY = new PlanKey(Some.KEY.policy(), Some.KEY.pool(), "history");
    private static final Shift SHIFT = new Shift(
            Shift.Mode.ENFORCE,
            false,
            120 * Some.SECOND,
            new Shift.Direction(40_000, 0),
            new Shift.Direction(20_000, 120 * Some.SECOND),
            600 * Some.SECOND,
            0);
    /** On average: half more at noon, half less at midnight. */
    private static final double PER_SECOND = 50;

    @Test
    void withoutABudgetTheFastestTakesNearlyAll() {
        MonthLoop loop = loop(DEAR, List.of());
        loop.days(2);

        assertTrue(loop.share(DEFAULT, DEAR.id()) > 0.8);
        assertTrue(loop.spentPicos / 1e12 > 2 * 40, "spent " + loop.spentPicos / 1e12);
    }

    @Test
    void aMonthEndsWithinItsBudgetAndUsesIt() {
        MonthLoop loop = loop(DEAR, List.of(new Budget(Some.KEY.policy(), "USD", 0, 900_000_000, false)));
        loop.days(10);
        loop.nextLeader();
        loop.days(DAYS - 10);

        double spent = spentUsd(loop);
        System.out.printf("figure: a month of 900 USD ended at %.2f%n", spent);
        assertTrue(spent <= 900 && spent > 900 * 0.97, "spent " + spent);
        assertTrue(loop.refused.values().stream().allMatch(each -> each == 0));
    }

    @Test
    void eachDayEndsWithinItsBudget() {
        MonthLoop loop = loop(DEAR, List.of(new Budget(Some.KEY.policy(), "USD", 30_000_000, 0, false)));
        loop.days(4);

        System.out.printf("figure: days of 30 USD ended at %s%n", loop.spentByDay);
        loop.spentByDay.forEach(micros -> assertTrue(micros <= 30_000_000, "a day cost " + micros));
        loop.spentByDay.forEach(micros -> assertTrue(micros >= 30_000_000 * 0.9, "a day cost " + micros));
    }

    @Test
    void aBudgetBelowTheCheapestIsRelaxedAndSaidUnlessRequestsMayBeRefused() {
        MonthLoop relaxed = loop(DEAR, List.of(new Budget(Some.KEY.policy(), "USD", 0, 300_000_000, false)));
        relaxed.days(3);
        assertTrue(relaxed.share(DEFAULT, CHEAP.id()) > 0.9);
        assertTrue(said(relaxed, PlanFinding.Kind.OVER_BUDGET, "the budget is relaxed"));
        assertEquals(List.of(), relaxed.last.plan().refusals());

        MonthLoop refusing = loop(DEAR, List.of(new Budget(Some.KEY.policy(), "USD", 0, 300_000_000, true)));
        refusing.days(5);
        refusing.nextLeader();
        refusing.days(DAYS - 5);
        double spent = spentUsd(refusing);
        System.out.printf(
                "figure: a month of 300 USD ended at %.2f with %.0f %% of the least valuable class refused%n",
                spent, 100.0 * refusing.refused.get(HISTORY) / refusing.asked.get(HISTORY));
        assertTrue(spent <= 300 && spent > 300 * 0.97, "spent " + spent);
        assertEquals(0, refusing.refused.get(DEFAULT), "only the least valuable class is refused");
        assertTrue(refusing.refused.get(HISTORY) > 0);
    }

    @Test
    void aQuotaLastsTheMonth() {
        long quota = 20_000_000;
        MonthLoop loop = loop(withQuota(DEAR, new Provider.Quota(quota, 0)), List.of());
        loop.days(10);
        loop.nextLeader();
        loop.days(15);
        long used = loop.requests(DEAR.id());
        assertTrue(used <= quota * 0.85, "after 25 days " + used + " are used");
        loop.days(DAYS - 25);

        used = loop.requests(DEAR.id());
        System.out.printf("figure: of a quota of %d requests %d were used at the month's end%n", quota, used);
        assertTrue(used <= quota && used > quota * 0.95, "used " + used);
    }

    @Test
    void aQuotaThatIsUsedUpIsAHardBoundUntilTheNextMonth() {
        MonthLoop loop = loop(DEAR, List.of());
        loop.days(1);
        loop.snapshot = snapshot(withQuota(DEAR, new Provider.Quota(10_000, 0)), List.of());
        loop.days(1);
        long used = loop.requests(DEAR.id());
        assertTrue(used > 10_000);
        assertTrue(said(loop, PlanFinding.Kind.QUOTA_USED_UP, "gets no more"));
        assertEquals(0, loop.share(DEFAULT, DEAR.id()));
        assertTrue(loop.last.plan().limits().contains(new Plan.Limit(DEAR.id(), 0)), "gateways are told, too");

        loop.days(2);
        assertEquals(used, loop.requests(DEAR.id()), "nothing more was sent");
    }

    private static ConfigSnapshot snapshot(Provider dear, List<Budget> budgets) {
        Policy policy = new Policy(
                Some.KEY.policy(),
                1,
                Intent.FASTEST,
                new Objectives(null, new Objectives.Latency(950_000, 300_000_000L), budgets),
                Constraints.NONE,
                List.of(MonthLoop.requestClass("history", RequestClass.LOW)),
                Retry.DEFAULT,
                null,
                Timeouts.UNSET,
                SHIFT);
        return Some.snapshot(policy, List.of(dear, MIDDLE, CHEAP), 1, 1, 1);
    }

    private static MonthLoop loop(Provider dear, List<Budget> budgets) {
        return new MonthLoop(
                snapshot(dear, budgets),
                Map.of(DEFAULT, 0.6, HISTORY, 0.4),
                MILLIS,
                step -> PER_SECOND * (1 + 0.5 * Math.sin(2 * Math.PI * step / MonthLoop.DAY_STEPS)));
    }

    private static Provider withQuota(Provider p, Provider.Quota quota) {
        return new Provider(
                p.id(),
                p.providerClass(),
                p.organization(),
                p.location(),
                p.api(),
                p.capabilities(),
                p.endpoints(),
                p.credentials(),
                p.price(),
                p.capacity(),
                quota,
                p.healthCheck());
    }

    private static double spentUsd(MonthLoop loop) {
        return loop.spentPicos / 1e12;
    }

    private static boolean said(MonthLoop loop, PlanFinding.Kind kind, String words) {
        return loop.said.getOrDefault(kind, "").contains(words);
    }
}
