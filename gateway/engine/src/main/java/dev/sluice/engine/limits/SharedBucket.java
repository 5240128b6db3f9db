package dev.sluice.engine.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many per second and a burst, for all threads of a process: the generic cell rate algorithm (ITU-T I.371, also known as a leaky
 * bucket as a meter). All it keeps is the moment at which everything let in so far has had its time at the rate; how far that is
 * ahead of now says how much of the burst is used.
 */
final class SharedBucket {
    private final AtomicLong paidUntilNanos;

    /** Nothing of the burst is used. */
    SharedBucket(long nowNanos) {
        paidUntilNanos = new AtomicLong(nowNanos);
    }

    /** Until one more may come in; 0 when it may now. @param periodNanos between two at the rate; @param burst at least 1 */
    long waitNanos(long periodNanos, long burst, long nowNanos) {
        return Math.max(0, aheadNanos(nowNanos) - (burst - 1) * periodNanos);
    }

    /** Counts some that came in together; more than the burst has left keeps the next ones waiting for it. */
    void take(int count, long periodNanos, long nowNanos) {
        long before;
        long base;
        do {
            before = paidUntilNanos.get();
            base = before - nowNanos > 0 ? before : nowNanos;
        } while (!paidUntilNanos.compareAndSet(before, base + count * periodNanos));
    }

    /** Whether it is as if nothing had come in ever. */
    boolean isFull(long nowNanos) {
        return aheadNanos(nowNanos) == 0;
    }

    private long aheadNanos(long nowNanos) {
        return Math.max(0, paidUntilNanos.get() - nowNanos);
    }
}
