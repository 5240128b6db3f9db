package dev.sluice.operator.status.measure;

import java.util.Locale;

/** Figures as statuses show them. */
public final class Amounts {
    private static final double MICROS = 1e6;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double SMALL_MONEY = 0.01;

    private Amounts() {}

    /** {@code 42.5%}, {@code 60%}. */
    public static String percent(double fraction) {
        String text = String.format(Locale.ROOT, "%.1f", fraction * 100);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + "%";
    }

    /** {@code 120ms}, {@code 4.2ms}. */
    public static String millis(double nanos) {
        double millis = nanos / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, millis < 10 ? "%.1fms" : "%.0fms", millis);
    }

    /** {@code 12.50 USD}; below a cent to the micro-unit. */
    public static String money(long micros, String currency) {
        double amount = micros / MICROS;
        return String.format(Locale.ROOT, amount > 0 && amount < SMALL_MONEY ? "%.6f %s" : "%.2f %s", amount, currency);
    }

    /** The figure at the start of such a text; NaN where there is none. */
    static double figure(String text) {
        int end = 0;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return end == 0 ? Double.NaN : Double.parseDouble(text.substring(0, end));
    }
}
