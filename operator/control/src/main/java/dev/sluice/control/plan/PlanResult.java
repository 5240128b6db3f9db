package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import java.util.List;

/**
 * What to change, why, and when to look again.
 *
 * @param plan to hand to gateways
 * @param state to pass to the next call
 * @param decisions one per key and pool member, in the snapshot's order
 * @param findings what people should know beyond single shares
 * @param nextLookNanos when to plan again, in the input's clock
 */
public record PlanResult(
        Plan plan, PlanState state, List<Decision> decisions, List<PlanFinding> findings, long nextLookNanos) {
    public PlanResult {
        decisions = List.copyOf(decisions);
        findings = List.copyOf(findings);
    }
}
