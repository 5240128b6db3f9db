package dev.sluice.operator.event;

/** Why there is an Event: one word, and whether it is bad news. */
public enum EventReason {
    SHARES_SHIFTED("SharesShifted", false),
    PROVIDER_UNHEALTHY("ProviderUnhealthy", true),
    PROVIDER_RECOVERED("ProviderRecovered", false),
    CONSTRAINTS_RELAXED("ConstraintsRelaxed", true),
    ERROR_BUDGET_BURNING("ErrorBudgetBurning", true),
    BUDGET_EXCEEDED("BudgetExceeded", true),
    OVERRIDE_ACTIVE("OverrideActive", false),
    OVERRIDE_EXPIRED("OverrideExpired", false),
    SNAPSHOT_REFUSED("SnapshotRefused", true);

    private final String label;
    private final boolean warning;

    EventReason(String label, boolean warning) {
        this.label = label;
        this.warning = warning;
    }

    public String label() {
        return label;
    }

    public boolean warning() {
        return warning;
    }
}
