package dev.sluice.engine.limits;

/**
 * Lets retries be a share of the requests of the last ten seconds, plus a floor per second, so that retries do not keep an
 * overload alive (Finagle's budget). Owned by one event loop; {@code minPerSecond} is that loop's part of the pool's.
 */
public final class RetryBudget {
    private static final int SLOTS = 10;
    private static final long SLOT_NANOS = 1_000_000_000L;

    private final long[] requests = new long[SLOTS];
    private final long[] retries = new long[SLOTS];
    private long newestSlot;
    private long requestsInAll;
    private long retriesInAll;

    public RetryBudget(long nowNanos) {
        newestSlot = Math.floorDiv(nowNanos, SLOT_NANOS);
    }

    /** Counts a first attempt. */
    public void request(long nowNanos) {
        requests[slot(nowNanos)]++;
        requestsInAll++;
    }

    /** Counts a retry if there is room for it. */
    public boolean tryRetry(int percent, double minPerSecond, long nowNanos) {
        int slot = slot(nowNanos);
        if (retriesInAll + 1 > requestsInAll * percent / 100.0 + minPerSecond * SLOTS) {
            return false;
        }
        retries[slot]++;
        retriesInAll++;
        return true;
    }

    /** The slot of now, after slots that went by were emptied. */
    private int slot(long nowNanos) {
        long now = Math.floorDiv(nowNanos, SLOT_NANOS);
        for (long i = Math.max(newestSlot, now - SLOTS) + 1; i <= now; i++) {
            int emptied = (int) Math.floorMod(i, (long) SLOTS);
            requestsInAll -= requests[emptied];
            retriesInAll -= retries[emptied];
            requests[emptied] = 0;
            retries[emptied] = 0;
        }
        newestSlot = Math.max(newestSlot, now);
        return (int) Math.floorMod(newestSlot, (long) SLOTS);
    }
}
