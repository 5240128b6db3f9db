package dev.sluice.operator.loop;

import dev.sluice.control.objective.ClassKey;
import dev.sluice.control.objective.Outcomes;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.ObjectiveStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads back what an earlier leader wrote of error budgets. */
final class ErrorBudgetsLeft {
    private static final double MILLI = 1_000;

    private ErrorBudgetsLeft() {}

    /** Those of one Gateway; policies that were merged all hold the same. */
    static Map<ClassKey, Outcomes> of(String gateway, List<RoutingPolicy> policies) {
        Map<ClassKey, Outcomes> left = new HashMap<>();
        for (RoutingPolicy policy : policies) {
            List<ObjectiveStatus> written =
                    policy.getStatus() == null ? List.of() : policy.getStatus().objectives();
            written.stream()
                    .filter(each -> gateway.equals(each.gateway()))
                    .forEach(each -> left.put(
                            new ClassKey(each.policies(), each.requestClass()),
                            new Outcomes(
                                    value(each.seconds()),
                                    value(each.requests()),
                                    value(each.unansweredMilli()) / MILLI,
                                    value(each.lateMilli()) / MILLI)));
        }
        return left;
    }

    private static double value(@Nullable Long written) {
        return written == null ? 0 : Math.max(0, written);
    }
}
