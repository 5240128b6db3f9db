package dev.sluice.control.plan.fill;

import java.util.Locale;

/** Fractions as people read them: two digits are enough to act on. */
public final class Percent {
    private Percent() {}

    /** {@code 42 %}, {@code 4.2 %}, {@code 0.4 %}. */
    public static String of(double fraction) {
        return points(fraction) + " %";
    }

    /** The same without the sign, for differences between shares. */
    public static String points(double fraction) {
        double percent = fraction * 100;
        boolean whole = percent >= 10 || Math.abs(percent - Math.rint(percent)) < 0.05;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", percent);
    }
}
