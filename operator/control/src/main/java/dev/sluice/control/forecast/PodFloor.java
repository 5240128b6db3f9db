package dev.sluice.control.forecast;

import org.jspecify.annotations.Nullable;

/**
 * How many gateway pods an autoscaler is to keep, so that pods are ready when demand comes and not some time after. Rises as soon
 * as more is expected; falls when for a while nothing asked for as much, so that it does not flap.
 *
 * @param pods at least, at the user's minimum where nothing is expected
 * @param neededNanos when so many were last asked for
 * @param perPod requests per second a pod is known to carry; 0 before any
 */
public record PodFloor(int pods, long neededNanos, double perPod) {
    public static final PodFloor NONE = new PodFloor(0, 0, 0);

    /** As long as an autoscaler waits by default before it takes pods away. */
    static final long HELD_NANOS = 300_000_000_000L;

    /** What one more pod in ten is not worth. */
    private static final double TOLERANCE = 1.1;

    private static final double NEW = 0.1;

    /** @param nowPerSecond seen; @param expectedPerSecond at least as much */
    public record Expected(double nowPerSecond, double expectedPerSecond) {}

    /** The user's bounds. */
    public record Bounds(int least, int most) {}

    /**
     * @param ready pods now
     * @param bounds of the user's autoscaling; null where there is none, and then nothing is asked for
     */
    public PodFloor then(Expected demand, int ready, @Nullable Bounds bounds, long nowNanos) {
        if (bounds == null) {
            return NONE;
        }
        double carried = carried(demand, ready, bounds);
        int wanted = wanted(demand, carried, bounds);
        boolean over = nowNanos - neededNanos >= HELD_NANOS;
        int held = Math.clamp(pods, bounds.least(), bounds.most());
        if (wanted > TOLERANCE * held || over) {
            return new PodFloor(wanted, nowNanos, carried);
        }
        return new PodFloor(held, wanted >= held ? nowNanos : neededNanos, carried);
    }

    /** What the autoscaler itself settles at, where it has more than the least; else the most that a pod was seen to carry. */
    private double carried(Expected demand, int ready, Bounds bounds) {
        if (ready == 0) {
            return perPod;
        }
        double now = demand.nowPerSecond() / ready;
        boolean scaled = ready > Math.max(bounds.least(), pods);
        return perPod > 0 && scaled ? perPod + NEW * (now - perPod) : Math.max(perPod, now);
    }

    private static int wanted(Expected demand, double carried, Bounds bounds) {
        boolean grows = demand.expectedPerSecond() > demand.nowPerSecond();
        return grows && carried > 0
                ? (int) Math.clamp(
                        Math.ceil(demand.expectedPerSecond() / carried - 1e-9), bounds.least(), bounds.most())
                : bounds.least();
    }
}
