package dev.sluice.operator.status.measure;

import dev.sluice.control.plan.PlanFinding;
import dev.sluice.operator.status.GatewayView;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the newest plans found, in the words of conditions. */
final class Findings {
    /** More would not be read. */
    private static final int TOLD = 3;

    private Findings() {}

    /** Empty where there is nothing of the kind. */
    static String told(List<GatewayView> users, Predicate<PlanFinding> which) {
        return users.stream()
                .flatMap(gateway -> gateway.planned().stream())
                .flatMap(plan -> plan.findings().stream())
                .filter(which)
                .map(PlanFinding::message)
                .distinct()
                .limit(TOLD)
                .collect(Collectors.joining("; "));
    }
}
