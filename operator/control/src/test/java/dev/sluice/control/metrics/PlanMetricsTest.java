package dev.sluice.control.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.control.forecast.Foreseen;
import dev.sluice.control.forecast.Foreseen.Band;
import dev.sluice.control.forecast.PodFloor;
import dev.sluice.control.objective.ClassKey;
import dev.sluice.control.objective.ClassStand;
import dev.sluice.control.objective.ErrorBudget;
import dev.sluice.control.objective.Outcomes;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.PlanState;
import dev.sluice.control.pooling.Cell;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanMetricsTest {
    private static final PlanKey KEY = new PlanKey("ns/p", "ns/pool", "default");
    private static final String LABELS =
            "{gateway=\"ns/g\",policy=\"ns/p\",pool=\"ns/pool\",class=\"default\",provider=\"ns/a\"";

    private final PlanMetrics metrics = new PlanMetrics();

    @Test
    void aDecisionIsShownWithItsGroundsAndWhatWasForeseen() {
        metrics.planned(
                snapshot(),
                result(
                        List.of(decision("ns/a", 250_000, 10)),
                        Map.of(
                                new Cell(KEY, "ns/a"),
                                new Foreseen(
                                        new Band(0, 0.02, 0.05, 0.4, true), new Band(1e8, 2e8, 3e8, -0.2, false)))));

        hasLine("sluice_plan_share" + LABELS + "} 0.25");
        hasLine("sluice_plan_target_share" + LABELS + "} 0.3");
        hasLine("sluice_plan_error_ratio" + LABELS + "} 0.01");
        hasLine("sluice_plan_p95_seconds" + LABELS + "} 0.2");
        hasLine("sluice_plan_price_per_million" + LABELS + ",currency=\"\"} 14.0");
        hasLine("sluice_forecast_error_ratio" + LABELS + ",bound=\"high\"} 0.05");
        hasLine("sluice_forecast_p95_seconds" + LABELS + ",bound=\"expected\"} 0.2");
        hasLine("sluice_forecast_skill" + LABELS + ",series=\"latency\"} -0.2");
        hasLine("sluice_forecast_trusted" + LABELS + ",series=\"errors\"} 1.0");
        hasLine("sluice_plan_findings{gateway=\"ns/g\",kind=\"NO_DATA\"} 1.0");
        hasLine("sluice_plan_findings{gateway=\"ns/g\",kind=\"OVER_BUDGET\"} 0.0");
        hasLine("sluice_error_budget_burn_rate{gateway=\"ns/g\",policy=\"ns/p\",class=\"" + KEY.requestClass()
                + "\",objective=\"availability\",window=\"fast\"} 15.0");
        hasLine("sluice_budget_per_day{gateway=\"ns/g\",policy=\"ns/p\",currency=\"USD\"} 50.0");
    }

    @Test
    void movementAddsUpOverPlansAndBeginsAtNothing() {
        String moved = "sluice_plan_moved_total{gateway=\"ns/g\",policy=\"ns/p\",pool=\"ns/pool\",class=\"default\"} ";
        metrics.planned(snapshot(), result(List.of(decision("ns/a", 500_000, 1)), Map.of()));
        hasLine(moved + "0.0");

        metrics.planned(snapshot(), result(List.of(decision("ns/a", 250_000, 1)), Map.of()));
        metrics.planned(snapshot(), result(List.of(decision("ns/a", 500_000, 1)), Map.of()));

        hasLine(moved + "0.5");
        hasLine("sluice_plans_total{gateway=\"ns/g\"} 3.0");
    }

    @Test
    void ofTooManyDecisionsThoseWithTheMostTrafficAreShown() {
        List<Decision> many = IntStream.rangeClosed(0, PlanMetrics.MOST_DECISIONS)
                .mapToObj(i -> decision("ns/p" + i, 0, i))
                .toList();

        metrics.planned(snapshot(), result(many, Map.of()));

        assertFalse(metrics.text().contains("provider=\"ns/p0\""));
        assertTrue(metrics.text().contains("provider=\"ns/p1\""));
        hasLine("sluice_plan_decisions_left_out{gateway=\"ns/g\"} 1.0");
    }

    @Test
    void aGatewayThatIsGoneHasNoSamples() {
        metrics.planned(snapshot(), result(List.of(decision("ns/a", 1, 1)), Map.of()));

        metrics.retain(Set.of());

        assertEquals(
                List.of(),
                metrics.text().lines().filter(line -> !line.startsWith("#")).toList());
    }

    @Test
    void whatUsersNameCannotBreakTheText() {
        assertEquals(
                "{a=\"x\\\"\\\\\\ny\"}", Exposition.Labels.of("a", "x\"\\\ny").toString());
    }

    private void hasLine(String line) {
        assertTrue(metrics.text().contains("\n" + line + "\n"), line + " is not in\n" + metrics.text());
    }

    private static Decision decision(String provider, int sharePpm, double perSecond) {
        return new Decision(
                KEY,
                provider,
                sharePpm,
                300_000,
                500_000,
                Health.HEALTHY,
                new Decision.Inputs(100_000_000, 200_000_000, 10_000, perSecond, 14_000_000, 1),
                "why");
    }

    private static PlanResult result(List<Decision> decisions, Map<Cell, Foreseen> foreseen) {
        return new PlanResult(
                new Plan("ns/g", 1, 1, 1, List.of()),
                PlanState.start(0),
                decisions,
                List.of(new PlanFinding(PlanFinding.Kind.NO_DATA, KEY, "x", "y")),
                List.of(new ClassStand(
                        ClassKey.of(KEY),
                        List.of(new ErrorBudget(
                                ErrorBudget.Objective.AVAILABILITY, 0.5, 15, 2, ErrorBudget.Level.FAST)),
                        Outcomes.NONE)),
                foreseen,
                new PodFloor.Expected(0, 0),
                0);
    }

    private static ConfigSnapshot snapshot() {
        Policy policy = new Policy(
                "ns/p",
                1,
                Policy.Intent.BALANCED,
                new Objectives(
                        null,
                        null,
                        List.of(
                                new Objectives.Budget("ns/p", "USD", 50_000_000, 0, false),
                                new Objectives.Budget("ns/q", "USD", 70_000_000, 0, false))),
                Constraints.NONE,
                List.of(),
                Retry.DEFAULT,
                null,
                Timeouts.UNSET,
                Shift.DEFAULT);
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA, "ns/g", 1, 1, List.of(), List.of(), List.of(policy), List.of(), List.of());
    }
}
