package dev.sluice.control.translate.value;

import org.jspecify.annotations.Nullable;

/** Reads text fields of one object into integers; what cannot be read is noted and counts as absent. */
public final class FieldReader {
    /** Null for text that cannot be read. */
    private interface Parser<T> {
        @Nullable
        T parse(String text);
    }

    private final Findings findings;

    public FieldReader(Findings findings) {
        this.findings = findings;
    }

    public long nanos(String path, @Nullable String text, long absent) {
        Long nanos = nanos(path, text);
        return nanos == null ? absent : nanos;
    }

    public @Nullable Long nanos(String path, @Nullable String text) {
        return read(path, text, Durations::nanos, Durations.EXPECTED);
    }

    /** A duration that must be longer than nothing. */
    public long positiveNanos(String path, @Nullable String text, long absent) {
        long nanos = nanos(path, text, absent);
        if (nanos <= 0) {
            findings.invalid(path, "\"" + text + "\" is no time at all", "a duration above zero");
            return absent;
        }
        return nanos;
    }

    public @Nullable Long micros(String path, @Nullable String text) {
        return read(path, text, Amounts::micros, Amounts.EXPECTED_MONEY);
    }

    public long micros(String path, @Nullable String text, long absent) {
        Long micros = micros(path, text);
        return micros == null ? absent : micros;
    }

    /** Money that must be more than none; 0 where it is absent or cannot be read. */
    public long positiveMicros(String path, @Nullable String text) {
        Long micros = micros(path, text);
        if (micros != null && micros == 0) {
            findings.invalid(path, "\"" + text + "\" is no money at all", "an amount above zero");
        }
        return micros == null ? 0 : micros;
    }

    public int ppm(String path, @Nullable String text, int absent) {
        Integer ppm = read(path, text, Amounts::ppm, Amounts.EXPECTED_PERCENT);
        return ppm == null ? absent : ppm;
    }

    public int thousandths(String path, @Nullable String text, int absent) {
        Integer value = read(path, text, Amounts::thousandths, "a number such as \"1.9\" with at most three decimals");
        return value == null ? absent : value;
    }

    private <T> @Nullable T read(String path, @Nullable String text, Parser<T> parser, String expected) {
        if (text == null) {
            return null;
        }
        T value = parser.parse(text);
        if (value == null) {
            findings.invalid(path, "\"" + text + "\" cannot be read", expected);
        }
        return value;
    }
}
