package dev.sluice.control.metrics;

import dev.sluice.control.metrics.Exposition.Labels;
import dev.sluice.control.objective.ClassStand;
import dev.sluice.control.objective.ErrorBudget;
import java.util.List;

/** How error budgets stand, by class and objective. */
final class ObjectiveSamples {
    private ObjectiveSamples() {}

    static void declare(Exposition out) {
        out.gauge(
                "sluice_error_budget_left_ratio",
                "Part of an error budget that is left; below 0 where it is overspent.");
        out.gauge(
                "sluice_error_budget_burn_rate",
                "How fast it goes over a 720th (fast) and a tenth (slow) of the objective's window; 1 spends it exactly.");
    }

    static void add(Labels gateway, List<ClassStand> objectives, Exposition out) {
        objectives.stream().limit(PlanMetrics.MOST_DECISIONS).forEach(stand -> {
            Labels labels = gateway.and("policy", stand.key().policy())
                    .and("class", stand.key().requestClass());
            for (ErrorBudget budget : stand.budgets()) {
                Labels one = labels.and("objective", budget.objective().label());
                out.add("sluice_error_budget_left_ratio", budget.left(), one);
                out.add("sluice_error_budget_burn_rate", budget.fastBurn(), one.and("window", "fast"));
                out.add("sluice_error_budget_burn_rate", budget.slowBurn(), one.and("window", "slow"));
            }
        });
    }
}
