package dev.sluice.control.plan.fill;

/**
 * A soft bound that could not be met.
 *
 * @param order which sort, in the order they give way
 * @param label which bound
 * @param wanted fraction asked for
 * @param reached fraction that was possible
 */
public record Relaxation(Order order, String label, double wanted, double reached) {
    /** First named gives way first. The budget, second in line, is no bound on shares: see {@link dev.sluice.control.account.Budgets}. */
    public enum Order {
        EXPLORATION,
        MINIMUM,
        MAXIMUM,
        CAPACITY
    }

    public boolean ofShares() {
        return order == Order.MINIMUM || order == Order.MAXIMUM;
    }

    public String words() {
        return switch (order) {
            case EXPLORATION -> "exploration of %s cut to %s".formatted(label, Percent.of(reached));
            case MINIMUM -> "minimum %s for %s relaxed to %s".formatted(Percent.of(wanted), label, Percent.of(reached));
            case MAXIMUM -> "maximum %s for %s relaxed to %s".formatted(Percent.of(wanted), label, Percent.of(reached));
            case CAPACITY -> "demand above the capacity of %s by their own figures".formatted(label);
        };
    }
}
