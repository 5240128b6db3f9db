package dev.sluice.control.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.control.objective.ErrorBudget.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Burn rates of one class on virtual time; objective 99.9 % over 30 days, 100 requests per second. */
class ErrorBudgetsTest {
    private static final PlanKey KEY = new PlanKey("ns/policy", "ns/pool", "default");
    private static final long SECOND = 1_000_000_000L;
    private static final int STEP_SECONDS = 10;
    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;
    private static final int PER_SECOND = 100;

    private final Policy policy = policy(new Objectives(
            new Objectives.Availability(999_000, 30L * DAY * SECOND),
            new Objectives.Latency(950_000, 300_000_000),
            List.of()));
    private ErrorBudgets budgets = ErrorBudgets.start(Map.of(), 0);
    private long seconds;
    private double requests;
    private double unanswered;
    private double late;

    private void run(int lengthSeconds, double errorRate, double lateRate) {
        for (int i = 0; i < lengthSeconds / STEP_SECONDS; i++) {
            seconds += STEP_SECONDS;
            requests += PER_SECOND * STEP_SECONDS;
            unanswered += PER_SECOND * STEP_SECONDS * errorRate;
            late += PER_SECOND * STEP_SECONDS * lateRate;
            budgets = budgets.then(List.of(reading("gw", 0)), List.of(policy), seconds * SECOND);
        }
    }

    private Observation reading(String reporter, long startedSecond) {
        return new Observation(
                "ns/edge",
                reporter,
                startedSecond * 1_000,
                seconds * 1_000,
                1,
                1,
                1,
                1,
                true,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(new ClassTraffic(KEY, (long) requests, (long) unanswered, (long) late, 0)));
    }

    private ErrorBudget availability() {
        return budgets.stands(List.of(policy)).getFirst().budgets().getFirst();
    }

    private ErrorBudget latency() {
        return budgets.stands(List.of(policy)).getFirst().budgets().getLast();
    }

    @Test
    void whatIsAllowedBurnsAtOneAndLeavesTheBudgetToLast() {
        run(60 * DAY, 0.001, 0.05);

        assertEquals(1, availability().slowBurn(), 0.01);
        assertEquals(0, availability().left(), 0.05);
        assertEquals(1, latency().slowBurn(), 0.01);
    }

    @Test
    void anOutageIsFastWithinMinutesAndLongBeforeTheBudgetIsGone() {
        run(2 * DAY, 0.0002, 0);
        assertEquals(Level.KEPT, availability().level());
        double before = availability().left();
        int took = 0;
        while (availability().level() != Level.FAST) {
            run(STEP_SECONDS, 0.2, 0);
            took += STEP_SECONDS;
        }
        System.out.printf(
                "figure: an outage of one request in five is a fast burn after %d s, with %.1f %% of the budget spent by it%n",
                took, 100 * (before - availability().left()));
        assertTrue(took <= 240, "took " + took);
        assertTrue(before - availability().left() < 0.05);
        run(40 * 60, 0, 0);
        assertTrue(availability().level() != Level.FAST, "it ended: the short windows say so");
    }

    @Test
    void aLeakIsSlowLongBeforeTheBudgetIsGone() {
        run(2 * DAY, 0, 0);
        run(2 * DAY, 0.003, 0);

        assertEquals(Level.SLOW, availability().level());
        assertTrue(availability().left() > 0.5, "left " + availability().left());
        assertTrue(availability().slowBurn() > 1 && availability().slowBurn() <= 3.01);
    }

    @Test
    void whatIsLateBurnsTheLatencyBudgetAlone() {
        run(DAY, 0, 0.9);

        assertEquals(Level.FAST, latency().level());
        assertEquals(Level.KEPT, availability().level());
    }

    @Test
    void aFreshStartIsNoOutage() {
        requests = 20;
        unanswered = 20;
        seconds = STEP_SECONDS;
        budgets = budgets.then(List.of(reading("gw", 0)), List.of(policy), seconds * SECOND);

        assertEquals(Level.KEPT, availability().level());
    }

    @Test
    void aSingleFailureOfARareClassIsChance() {
        for (int hour = 0; hour < 100; hour++) {
            seconds += HOUR;
            requests += 1;
            unanswered = hour == 99 ? 1 : 0;
            budgets = budgets.then(List.of(reading("gw", 0)), List.of(policy), seconds * SECOND);
        }

        assertEquals(Level.KEPT, availability().level());
    }

    @Test
    void aSpentBudgetIsSaidWhenNothingBurnsAnyMore() {
        run(DAY, 0, 0);
        run(12 * HOUR, 0.2, 0);
        run(5 * DAY, 0, 0);

        assertEquals(Level.SPENT, availability().level());
        assertTrue(availability().left() < 0);
    }

    @Test
    void aProcessThatCountedBeforeItWasSeenTellsOnlyWhatIsNew() {
        run(HOUR, 0, 0);
        requests = 1e6;
        unanswered = 5e5;
        budgets = budgets.then(List.of(reading("old", -DAY)), List.of(policy), (seconds + 1) * SECOND);

        assertEquals(1, availability().left(), 1e-9);
    }

    @Test
    void theNextLeaderGoesOnWithWhatIsLeft() {
        run(20 * DAY, 0.0007, 0);
        double before = availability().left();
        ClassStand stand = budgets.stands(List.of(policy)).getFirst();

        budgets = ErrorBudgets.start(Map.of(stand.key(), stand.whole()), seconds * SECOND);
        run(STEP_SECONDS, 0, 0);

        assertEquals(before, availability().left(), 0.001);
    }

    @Test
    void withoutAnObjectiveNothingIsJudged() {
        Policy free = policy(Objectives.NONE);
        seconds = 10;
        requests = 100;
        budgets = budgets.then(List.of(reading("gw", 0)), List.of(free), seconds * SECOND);

        assertEquals(List.of(), budgets.stands(List.of(free)));
    }

    private static Policy policy(Objectives objectives) {
        return new Policy(
                KEY.policy(),
                1,
                Policy.Intent.BALANCED,
                objectives,
                Constraints.NONE,
                List.of(),
                Retry.DEFAULT,
                null,
                Timeouts.UNSET,
                Shift.DEFAULT);
    }
}
