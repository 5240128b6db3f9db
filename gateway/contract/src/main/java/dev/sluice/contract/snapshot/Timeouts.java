package dev.sluice.contract.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * @param requestNanos from the request's arrival to the end of its answer; null falls through, 0 means none
 * @param backendNanos for one attempt; null falls through, 0 means none
 */
public record Timeouts(
        @Nullable Long requestNanos, @Nullable Long backendNanos) {
    public static final Timeouts UNSET = new Timeouts(null, null);
}
