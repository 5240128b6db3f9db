package dev.sluice.control.translate.value;

import dev.sluice.crds.v1alpha1.type.Formats;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Gateway API writes them: up to four numbers with h, m, s or ms. */
public final class Durations {
    public static final String EXPECTED = "a duration such as 250ms, 10s or 1h30m";

    private static final Pattern WHOLE = Pattern.compile(Formats.DURATION);
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|h|m|s)");

    private Durations() {}

    /** Nanoseconds, or null where the text is no duration. */
    public static @Nullable Long nanos(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return null;
        }
        long nanos = 0;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            nanos += Long.parseLong(part.group(1)) * unitNanos(part.group(2));
        }
        return nanos;
    }

    private static long unitNanos(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
