package dev.sluice.operator.status.measure;

import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.GatewayView;
import java.util.List;
import java.util.function.Predicate;

/** Whether soft bounds were relaxed. */
final class Bounds {
    private Bounds() {}

    /** @param about which findings belong to the object */
    static Condition relaxed(List<GatewayView> users, Predicate<PlanFinding> about) {
        String told = Findings.told(users, f -> f.kind() == Kind.CONSTRAINTS_RELAXED && about.test(f));
        return told.isEmpty()
                ? MeasuredCondition.CONSTRAINTS_RELAXED.is(Status.FALSE, "WithinBounds", "no bound is relaxed")
                : MeasuredCondition.CONSTRAINTS_RELAXED.is(Status.TRUE, "Relaxed", told);
    }
}
