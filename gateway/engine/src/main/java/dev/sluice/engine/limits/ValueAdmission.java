package dev.sluice.engine.limits;

import dev.sluice.contract.snapshot.RequestClass;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Who is let in while a pool's providers have little room left: requests of lower value leave some of it to those of higher.
 * How much grows with the distance to the highest value seen lately, and with the square root of what the providers take,
 * since so much does a number of independent requests under way vary (trunk reservation, Key 1990; square-root staffing,
 * Halfin and Whitt 1981):
 *
 * <pre>
 *   reserve = (highest − value) / 20 · √limit, at most half of the limit       Low beside High, of 100: 25
 * </pre>
 *
 * So who has no one above itself may use everything, and nothing is shed while there is room. No value starves: of those let
 * in when there is little room, each value is at least one in twenty, if it asks. Nothing waits.
 *
 * <p>One per pool, shared by all event loops; where there is room they only read.
 */
public final class ValueAdmission {
    /** Of what is let in, one is of each value that would be shed. */
    static final int ONE_IN = 20;

    private static final long REMEMBERED_NANOS = 10_000_000_000L;
    private static final long RESOLUTION_NANOS = 50_000_000L;
    private static final int VALUES_PER_ROOT = 20;

    private final AtomicLong admitted = new AtomicLong();
    private final AtomicLongArray spared = new AtomicLongArray(RequestClass.MOST_VALUE + 1);
    private volatile int highest;
    private volatile long highestSeenNanos;

    public ValueAdmission(long nowNanos) {
        highestSeenNanos = nowNanos;
    }

    /**
     * @param value of the request, 0 to 100
     * @param limit in flight that all who may serve take together
     * @param free of it, at least 1
     */
    public boolean admits(int value, long limit, long free, long nowNanos) {
        int above = highest(value, nowNanos) - value;
        if (!isReserved(free, RequestClass.MOST_VALUE, limit)) {
            return true;
        }
        if (!isReserved(free, above, limit) || isSparedNow(value)) {
            admitted.incrementAndGet();
            return true;
        }
        return false;
    }

    /** Whether the room left is at most the reserve for values so far above. */
    private static boolean isReserved(long free, int above, long limit) {
        long scaled = VALUES_PER_ROOT * free;
        return above > 0 && 2 * free <= limit && scaled * scaled <= (long) above * above * limit;
    }

    private boolean isSparedNow(int value) {
        long now = admitted.get();
        long last = spared.get(value);
        return now - last >= ONE_IN && spared.compareAndSet(value, last, now);
    }

    /** Written seldom, since every loop reads it from its cache. */
    private int highest(int value, long nowNanos) {
        long age = nowNanos - highestSeenNanos;
        if (value > highest || age > REMEMBERED_NANOS) {
            highest = value;
            highestSeenNanos = nowNanos;
        } else if (value == highest && age > RESOLUTION_NANOS) {
            highestSeenNanos = nowNanos;
        }
        return highest;
    }
}
