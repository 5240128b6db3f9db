package dev.sluice.engine.limits;

/**
 * What a seller takes per second, learned from its refusals (429): made at the first one, and forgotten some minutes after the
 * last. A second in which it refused bounds the next one a little below what it took, and each second without refusals raises the
 * bound: additive-increase would find a new, higher limit too late, so it is by a part, as the planner has it. How long it
 * asked to be left alone is kept to. Owned by one event loop.
 */
public final class LearnedRate {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MAX_PAUSE_NANOS = 300 * SECOND_NANOS;
    private static final long FORGET_NANOS = 120 * SECOND_NANOS;
    private static final double LEAST_PER_SECOND = 1;
    private static final double BELOW = 0.95;
    private static final double GROWTH = 1.03;

    private final TokenBucket bucket;
    private boolean bounded;
    private double perSecond;
    private long secondNanos;
    private long refusedNanos;
    private long pausedUntilNanos;
    private int sent;
    private int refused;

    /** Bounds nothing yet. */
    public LearnedRate(long nowNanos) {
        bucket = new TokenBucket(0, 0, nowNanos);
        secondNanos = nowNanos;
        refusedNanos = nowNanos;
        pausedUntilNanos = nowNanos;
    }

    /** The same, apart from another. */
    public LearnedRate(LearnedRate other) {
        bucket = other.bucket.copy();
        bounded = other.bounded;
        perSecond = other.perSecond;
        secondNanos = other.secondNanos;
        refusedNanos = other.refusedNanos;
        pausedUntilNanos = other.pausedUntilNanos;
        sent = other.sent;
        refused = other.refused;
    }

    /** @param retryAfterNanos what it asked for, at most five minutes of it are kept to; 0 for nothing */
    public void refused(long retryAfterNanos, long nowNanos) {
        turn(nowNanos);
        refused++;
        refusedNanos = nowNanos;
        long until = nowNanos + Math.min(retryAfterNanos, MAX_PAUSE_NANOS);
        pausedUntilNanos = until - pausedUntilNanos > 0 ? until : pausedUntilNanos;
    }

    /** An attempt begins. */
    public void sent(long nowNanos) {
        turn(nowNanos);
        sent++;
        bucket.tryTake(1, nowNanos);
    }

    /** Whether it asked to be left alone now. */
    public boolean isPaused(long nowNanos) {
        return pausedUntilNanos - nowNanos > 0;
    }

    /** Whether it is likely to take one more now. */
    public boolean hasRoom(long nowNanos) {
        turn(nowNanos);
        return !bounded || bucket.waitNanos(1, nowNanos) == 0;
    }

    /** Whether the last refusal was so long ago that it says nothing any more. */
    public boolean isOver(long nowNanos) {
        return !isPaused(nowNanos) && nowNanos - refusedNanos > FORGET_NANOS;
    }

    private void turn(long nowNanos) {
        long elapsed = nowNanos - secondNanos;
        if (elapsed < SECOND_NANOS) {
            return;
        }
        // What is refused may have been sent before anybody counted; then nothing is known of what was taken.
        if (refused > 0 && sent >= refused) {
            int taken = sent - refused;
            bound(Math.max(LEAST_PER_SECOND, BELOW * (bounded ? Math.min(taken, perSecond) : taken)), nowNanos);
        } else if (bounded) {
            bound(perSecond * Math.pow(GROWTH, (double) elapsed / SECOND_NANOS), nowNanos);
        }
        secondNanos = nowNanos;
        sent = 0;
        refused = 0;
    }

    private void bound(double newPerSecond, long nowNanos) {
        bounded = true;
        perSecond = newPerSecond;
        bucket.rate(newPerSecond, newPerSecond, nowNanos);
    }
}
