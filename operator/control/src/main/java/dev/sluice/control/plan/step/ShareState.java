package dev.sluice.control.plan.step;

import org.jspecify.annotations.Nullable;

/**
 * A provider's share and its timers; null where one is not running.
 *
 * @param ppm in force
 * @param riseSinceNanos more was wanted without a break since
 * @param fallSinceNanos less was wanted without a break since
 * @param badFallNanos when it last fell for being bad
 * @param joinedNanos when it joined a pool that was in use; its probation starts then
 */
public record ShareState(
        int ppm,
        @Nullable Long riseSinceNanos,
        @Nullable Long fallSinceNanos,
        @Nullable Long badFallNanos,
        @Nullable Long joinedNanos) {

    /** A provider is on probation for so long. */
    public static final long PROBATION_NANOS = 600_000_000_000L;

    public static ShareState at(int ppm) {
        return new ShareState(ppm, null, null, null, null);
    }

    public static ShareState joined(long nowNanos) {
        return new ShareState(0, null, null, null, nowNanos);
    }

    /** One that was new before and is for so long from now. */
    public static ShareState newFor(int ppm, long leftNanos, long nowNanos) {
        return new ShareState(ppm, null, null, null, nowNanos + leftNanos - PROBATION_NANOS);
    }

    /** How much longer it is new; 0 or less for one that is not. */
    public long newForNanos(long nowNanos) {
        return joinedNanos == null ? 0 : joinedNanos + PROBATION_NANOS - nowNanos;
    }

    /** The same share, held without a wish to move. */
    public ShareState heldAt(int ppm) {
        return new ShareState(ppm, null, null, null, joinedNanos);
    }

    public boolean isNew(long nowNanos) {
        return newForNanos(nowNanos) > 0;
    }
}
