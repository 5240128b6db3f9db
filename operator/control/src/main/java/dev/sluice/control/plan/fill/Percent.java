package dev.sluice.control.plan.fill;

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
        if (whole) {
            return Long.toString(Math.round(percent));
        }
        long tenths = Math.round(Math.abs(percent) * 10);
        return (percent < 0 ? "-" : "") + tenths / 10 + "." + tenths % 10;
    }
}
