package dev.sluice.operator.status.measure;

import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.GatewayView;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether soft bounds were relaxed. */
final class Bounds {
    private static final int TOLD = 3;

    private Bounds() {}

    /** @param about which findings belong to the object */
    static Condition relaxed(List<GatewayView> users, Predicate<PlanFinding> about) {
        String told = users.stream()
                .flatMap(gateway -> gateway.planned().stream())
                .flatMap(plan -> plan.findings().stream())
                .filter(f -> f.kind() == Kind.CONSTRAINTS_RELAXED && about.test(f))
                .map(PlanFinding::message)
                .distinct()
                .limit(TOLD)
                .collect(Collectors.joining("; "));
        return told.isEmpty()
                ? MeasuredCondition.CONSTRAINTS_RELAXED.is(Status.FALSE, "WithinBounds", "no bound is relaxed")
                : MeasuredCondition.CONSTRAINTS_RELAXED.is(Status.TRUE, "Relaxed", told);
    }
}
