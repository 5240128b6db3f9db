package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.control.plan.bound.ActiveOverride;
import dev.sluice.control.plan.bound.ActiveOverride.Action;

/**
 * A TrafficOverride with its end by the wall clock; a planner counts by another one.
 *
 * @param id {@code namespace/name}
 * @param by what {@code value} names
 * @param value the provider, class or region
 * @param action what is asked
 * @param ppm share of the whole group for PIN and CAP
 * @param untilMillis when it ends, wall clock
 */
public record TimedOverride(String id, By by, String value, Action action, int ppm, long untilMillis) {

    /** The same on a planner's clock; the two readings are of one moment. */
    public ActiveOverride at(long nowMillis, long nowNanos) {
        long leftMillis = Math.clamp(untilMillis - nowMillis, 0, LONGEST_MILLIS);
        return new ActiveOverride(id, by, value, action, ppm, nowNanos + leftMillis * NANOS_PER_MILLI);
    }

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LONGEST_MILLIS = 365L * 24 * 3600 * 1000;
}
