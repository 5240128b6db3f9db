package dev.sluice.control.translate.value;

import dev.sluice.crds.v1alpha1.type.Formats;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decimal text as integers: money in micro-units, percentages in parts per million. */
public final class Amounts {
    public static final String EXPECTED_MONEY = "an amount such as \"12.50\" with at most six decimals";
    public static final String EXPECTED_PERCENT =
            "a percentage between 0 and 100 such as \"99.95\" with at most four decimals";

    public static final int PPM_PER_PERCENT = 10_000;

    private static final Pattern MONEY = Pattern.compile(Formats.AMOUNT);
    private static final Pattern FACTOR = Pattern.compile(Formats.FACTOR);
    private static final Pattern PERCENTAGE = Pattern.compile(Formats.PERCENTAGE);

    private Amounts() {}

    /** Micro-units, or null where the text is no amount. */
    public static @Nullable Long micros(String text) {
        return MONEY.matcher(text).matches()
                ? new BigDecimal(text).movePointRight(6).longValueExact()
                : null;
    }

    /** Parts per million of a whole, or null where the text is no percentage. */
    public static @Nullable Integer ppm(String text) {
        return PERCENTAGE.matcher(text).matches()
                ? new BigDecimal(text).movePointRight(4).intValueExact()
                : null;
    }

    /** Thousandths of a small decimal, or null where the text is none. */
    public static @Nullable Integer thousandths(String text) {
        return FACTOR.matcher(text).matches()
                ? new BigDecimal(text).movePointRight(3).intValueExact()
                : null;
    }
}
