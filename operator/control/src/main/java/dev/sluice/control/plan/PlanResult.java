package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.control.forecast.Foreseen;
import dev.sluice.control.forecast.PodFloor;
import dev.sluice.control.objective.ClassStand;
import dev.sluice.control.pooling.Cell;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What to change, why, and when to look again.
 *
 * @param plan to hand to gateways
 * @param state to pass to the next call
 * @param decisions one per key and pool member, in the snapshot's order
 * @param findings what people should know beyond single shares
 * @param objectives how error budgets stand, by class
 * @param foreseen what was expected {@link dev.sluice.control.forecast.Foresight#HORIZON_SECONDS} ahead, where anything was
 * @param demand of all clients together, now and as far ahead as a new pod needs to be ready
 * @param nextLookNanos when to plan again, in the input's clock
 */
public record PlanResult(
        Plan plan,
        PlanState state,
        List<Decision> decisions,
        List<PlanFinding> findings,
        List<ClassStand> objectives,
        Map<Cell, Foreseen> foreseen,
        PodFloor.Expected demand,
        long nextLookNanos) {
    public PlanResult {
        decisions = List.copyOf(decisions);
        findings = List.copyOf(findings);
        foreseen = Collections.unmodifiableMap(foreseen);
        objectives = List.copyOf(objectives);
    }
}
