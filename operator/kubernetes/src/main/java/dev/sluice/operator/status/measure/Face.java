package dev.sluice.operator.status.measure;

import org.jspecify.annotations.Nullable;

/**
 * The measured fields of a status as they are shown; null where nothing is known.
 *
 * @param shares one share, or several by name
 * @param p95 e.g. {@code 120ms}
 * @param cost e.g. {@code 12.50 USD}
 * @param budgetLeft of money, e.g. {@code 37.50 USD today}
 * @param errorBudgetLeft e.g. {@code 63%}
 * @param reason why shares are what they are
 */
public record Face(
        @Nullable String shares,
        @Nullable String p95,
        @Nullable String cost,
        @Nullable String budgetLeft,
        @Nullable String errorBudgetLeft,
        @Nullable String reason) {
    public static final Face BLANK = new Face(null, null, null, null);

    /** Of what has no budgets. */
    public Face(@Nullable String shares, @Nullable String p95, @Nullable String cost, @Nullable String reason) {
        this(shares, p95, cost, null, null, reason);
    }
}
