package dev.sluice.standalone.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as the terminal shows them. */
final class Figures {
    private Figures() {}

    static String millis(@Nullable Double millis) {
        if (millis == null) {
            return "–";
        }
        return millis >= 1000 ? format("%.1f s", millis / 1000) : format("%.0f ms", millis);
    }

    static String percent(@Nullable Double part) {
        if (part == null) {
            return "–";
        }
        return part > 0 && part < 0.1 ? format("%.1f %%", part * 100) : format("%.0f %%", part * 100);
    }

    static String count(long count) {
        return format("%,d", count);
    }

    static String clock(int seconds) {
        return format("%02d:%02d", seconds / 60, seconds % 60);
    }

    static String seconds(double seconds) {
        return format("%.1f s", seconds);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
