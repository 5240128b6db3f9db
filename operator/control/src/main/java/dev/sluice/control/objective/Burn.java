package dev.sluice.control.objective;

import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.control.objective.ErrorBudget.Level;
import dev.sluice.control.objective.ErrorBudget.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast the error budgets of one class burn, over several windows at once: a long one says that it matters, a short one that it
 * has not stopped (Site Reliability Workbook, chapter 5). Windows are parts of the objective's own, so that of 30 days they are the
 * book's 5 and 30 minutes, 1 and 6 hours, and 3 days. What was not watched counts as good.
 *
 * @param windows short to long; the last is the objective's own
 */
public record Burn(List<Outcomes> windows) {
    private static final List<Double> PARTS = List.of(1.0 / 8640, 1.0 / 1440, 1.0 / 720, 1.0 / 120, 1.0 / 10, 1.0);
    private static final int MINUTES_5 = 0;
    private static final int MINUTES_30 = 1;
    private static final int HOUR = 2;
    private static final int HOURS_6 = 3;
    private static final int DAYS_3 = 4;
    private static final int WHOLE = 5;

    /** Parts of the budget gone within a window: 2 % in an hour, 5 % in six, 10 % in three days. */
    private static final double FAST_HOUR = 14.4;

    private static final double FAST_6_HOURS = 6;
    private static final double SLOW_3_DAYS = 1;

    /** Fewer failures are chance, however few requests there were. */
    private static final double MIN_FAILURES = 3;

    /** Some error has to be allowed, or every one burns infinitely. */
    private static final double LEAST_ALLOWED = 1e-6;

    private static final double PPM = 1e6;
    private static final double NANOS = 1e9;

    static final Burn NONE = new Burn(PARTS.stream().map(part -> Outcomes.NONE).toList());

    public Burn {
        windows = List.copyOf(windows);
    }

    /** Nothing is known but the objective's whole window, as an earlier leader wrote it down. */
    static Burn restored(Outcomes whole) {
        List<Outcomes> windows = new ArrayList<>(NONE.windows);
        windows.set(WHOLE, whole);
        return new Burn(windows);
    }

    /** Of the objective's own window. */
    public Outcomes whole() {
        return windows.get(WHOLE);
    }

    Burn then(Outcomes next, long windowNanos) {
        List<Outcomes> after = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            after.add(windows.get(i).then(next, meanAgeSeconds(i, windowNanos)));
        }
        return new Burn(after);
    }

    List<ErrorBudget> budgets(Objectives objectives) {
        List<ErrorBudget> budgets = new ArrayList<>();
        long windowNanos = ErrorBudgets.windowNanos(objectives);
        if (objectives.availability() != null) {
            double allowed = 1 - objectives.availability().targetPpm() / PPM;
            budgets.add(budget(Objective.AVAILABILITY, Outcomes::unanswered, allowed, windowNanos));
        }
        if (objectives.latency() != null) {
            double allowed = 1 - objectives.latency().quantilePpm() / PPM;
            budgets.add(budget(Objective.LATENCY, Outcomes::late, allowed, windowNanos));
        }
        return budgets;
    }

    private ErrorBudget budget(Objective what, ToDoubleFunction<Outcomes> failed, double allowed, long windowNanos) {
        double[] burns = new double[windows.size()];
        for (int i = 0; i < burns.length; i++) {
            Outcomes seen = windows.get(i);
            double watched = Math.min(1, seen.seconds() / meanAgeSeconds(i, windowNanos));
            burns[i] = seen.requests() == 0
                    ? 0
                    : failed.applyAsDouble(seen) / seen.requests() * watched / Math.max(allowed, LEAST_ALLOWED);
        }
        double left = 1 - burns[WHOLE];
        boolean burning = failed.applyAsDouble(windows.get(HOURS_6)) >= MIN_FAILURES;
        boolean spent = left <= 0 && failed.applyAsDouble(whole()) >= MIN_FAILURES;
        Level level = burning && isFast(burns)
                ? Level.FAST
                : spent ? Level.SPENT : burning && isSlow(burns) ? Level.SLOW : Level.KEPT;
        return new ErrorBudget(what, left, burns[HOUR], burns[DAYS_3], level);
    }

    private static boolean isFast(double[] burns) {
        return Math.min(burns[HOUR], burns[MINUTES_5]) > FAST_HOUR
                || Math.min(burns[HOURS_6], burns[MINUTES_30]) > FAST_6_HOURS;
    }

    private static boolean isSlow(double[] burns) {
        return Math.min(burns[DAYS_3], burns[HOURS_6]) > SLOW_3_DAYS;
    }

    /** What fades with this mean age remembers as much as a window twice as long does. */
    private static double meanAgeSeconds(int window, long windowNanos) {
        return PARTS.get(window) * windowNanos / NANOS / 2;
    }
}
