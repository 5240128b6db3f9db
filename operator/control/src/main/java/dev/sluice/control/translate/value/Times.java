package dev.sluice.control.translate.value;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Moments as people write them, RFC 3339. */
public final class Times {
    public static final String EXPECTED = "a time such as 2026-01-31T18:00:00Z";

    private Times() {}

    /** By the wall clock in milliseconds; empty where the text is no time. */
    public static Optional<Long> millis(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
