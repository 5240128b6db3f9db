package dev.sluice.contract.snapshot;

import org.jspecify.annotations.Nullable;

/** Targets of a policy; null where none was set. */
public record Objectives(
        @Nullable Availability availability,
        @Nullable Latency latency,
        @Nullable Budget budget) {

    public static final Objectives NONE = new Objectives(null, null, null);

    /** @param targetPpm share of requests answered, e.g. 999500; @param windowNanos it is judged over */
    public record Availability(int targetPpm, long windowNanos) {}

    /** @param quantilePpm e.g. 950000 for p95; @param targetNanos it should stay under */
    public record Latency(int quantilePpm, long targetNanos) {}

    /** Most to spend; 0 where not set. */
    public record Budget(String currency, long perDayMicros, long perMonthMicros) {}
}
