package dev.sluice.operator.status.measure;

import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;

/** Conditions that are measurements, so that nothing waits for them. */
public enum MeasuredCondition {
    HEALTHY("Healthy"),
    METRICS_AVAILABLE("MetricsAvailable"),
    CONSTRAINTS_RELAXED("ConstraintsRelaxed"),
    WITHIN_BUDGET("WithinBudget"),
    OBJECTIVES_MET("ObjectivesMet"),
    PRICE_CURRENT("PriceCurrent");

    private final String label;

    MeasuredCondition(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    Condition is(Status status, String reason, String message) {
        return new Condition(label, status, reason, message);
    }
}
