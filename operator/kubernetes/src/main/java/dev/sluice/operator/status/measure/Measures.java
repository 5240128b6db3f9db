package dev.sluice.operator.status.measure;

import dev.sluice.control.status.Condition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one object.
 *
 * @param face for its columns
 * @param shares the exact figures behind {@link Face#shares()}; null where that is a single share
 * @param conditions Healthy, MetricsAvailable and, for what has bounds, budgets or objectives, whether they are kept
 */
public record Measures(Face face, @Nullable Shares shares, List<Condition> conditions) {
    private static final double POINT = 1;
    private static final double LATENCY_STEP = 0.1;
    private static final double MONEY_STEP = 0.01;
    private static final double ERROR_BUDGET_STEP = 0.02;

    public Measures {
        conditions = List.copyOf(conditions);
    }

    /** Whether a person would see a difference from what is shown: a busy cluster must not write every flicker. */
    public boolean visiblyDifferFrom(Face shown) {
        return sharesDiffer(shown.shares())
                || differ(shown.p95(), face.p95(), LATENCY_STEP)
                || differ(shown.cost(), face.cost(), MONEY_STEP)
                || differ(shown.budgetLeft(), face.budgetLeft(), MONEY_STEP)
                || differ(shown.errorBudgetLeft(), face.errorBudgetLeft(), ERROR_BUDGET_STEP)
                || !words(shown.reason()).equals(words(face.reason()));
    }

    /** A text without its figures: reasons and errors carry some that change all the time. */
    public static String words(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[0-9][0-9.,]*", "#");
    }

    private boolean sharesDiffer(@Nullable String shown) {
        if (shown == null || face.shares() == null) {
            return !Objects.equals(shown, face.shares());
        }
        return shares == null
                ? Math.abs(Amounts.figure(shown) - Amounts.figure(face.shares())) >= POINT
                : shares.differFrom(shown);
    }

    /** Whether two figures differ by a fraction of the larger one. */
    public static boolean differ(@Nullable String before, @Nullable String now, double fraction) {
        if (before == null || now == null) {
            return !Objects.equals(before, now);
        }
        double was = Amounts.figure(before);
        double is = Amounts.figure(now);
        if (Double.isNaN(was) || Double.isNaN(is)) {
            return !before.equals(now);
        }
        return Math.abs(was - is) > fraction * Math.max(was, is) - 1e-12 && was != is;
    }
}
