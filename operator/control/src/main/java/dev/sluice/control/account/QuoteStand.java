package dev.sluice.control.account;

import org.jspecify.annotations.Nullable;

/**
 * How a price that is read from a metric stands.
 *
 * @param perMillionMicros newest good one, in millionths of its currency for a million requests; -1 before the first
 * @param currency it is in
 * @param ageSeconds since it was read; -1 before the first
 * @param failure why it is not read any more, or not yet; null where it was
 */
public record QuoteStand(
        long perMillionMicros,
        String currency,
        long ageSeconds,
        @Nullable String failure) {
    /** Readings that fail for less long are chance. */
    public static final long STALE_SECONDS = 600;

    public boolean isRead() {
        return ageSeconds >= 0;
    }

    public boolean isStale() {
        return ageSeconds > STALE_SECONDS;
    }
}
