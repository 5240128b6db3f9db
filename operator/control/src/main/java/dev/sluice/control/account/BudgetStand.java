package dev.sluice.control.account;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Objectives.Budget;
import java.util.Locale;

/**
 * How a RoutingPolicy's budget stands, and what is done about it.
 *
 * @param budget what may be spent
 * @param spend booked
 * @param pressure what is spent per second over what may be until the period's end; above 1 is too much, and
 *     {@link #EXHAUSTED} where nothing is left
 * @param day controller of the amount per day
 * @param month controller of the amount per month
 */
public record BudgetStand(Budget budget, Spend spend, double pressure, Regulator day, Regulator month) {
    public static final double EXHAUSTED = Double.POSITIVE_INFINITY;

    private static final double MANY_TIMES = 10;

    /** Spend this little above what may be is noise of demand. */
    private static final double NOTEWORTHY = 1.05;

    /** Added to the weight that the policy's intent gives a price; 0 where nothing is to be saved. */
    public double priceWeight() {
        return Math.max(day.priceWeight(), month.priceWeight());
    }

    /** Part of the requests of the lowest value that is refused. */
    public int refusedPpm() {
        return (int) Math.round(Math.max(day.refused(), month.refused()) * Plan.WHOLE);
    }

    /** Nothing cheaper is left, and it is still too much. */
    public boolean isExceeded() {
        return pressure == EXHAUSTED || (day.isFull() || month.isFull()) && pressure > NOTEWORTHY;
    }

    /** {@code 12.40 of 50.00 USD today, 100.00 of 900.00 USD this month}. */
    public String spent() {
        String day = amounts(spend.todayMicros(), budget.perDayMicros(), "today");
        String month = amounts(spend.monthMicros(), budget.perMonthMicros(), "this month");
        return day + (day.isEmpty() || month.isEmpty() ? "" : ", ") + month;
    }

    /** How fast it goes. */
    public String pace() {
        if (pressure == EXHAUSTED) {
            return "nothing is left but a reserve";
        }
        return pressure > MANY_TIMES
                ? "spending many times what the rest of the time allows"
                : "spending %.0f %% of what the rest of the time allows".formatted(pressure * 100);
    }

    private String amounts(long spent, long bound, String when) {
        return bound == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f of %.2f %s %s", spent / 1e6, bound / 1e6, budget.currency(), when);
    }

    /** Whether price weighs more than the intent wants, so that spend follows the budget. */
    public boolean isSaving() {
        return priceWeight() > 0;
    }
}
