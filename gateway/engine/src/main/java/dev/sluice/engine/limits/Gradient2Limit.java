package dev.sluice.engine.limits;

import dev.sluice.contract.snapshot.Pool;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests a provider takes at once, learned from its latency (Netflix concurrency-limits' Gradient2): while answers
 * take no longer than they use to, the limit grows by a few; where they take longer, requests wait at the provider, and it
 * shrinks by as much, at most by half.
 *
 * <pre>
 *   g = clamp(1.5 · usual / now, 0.5, 1)      limit = 0.8 · limit + 0.2 · (limit · g + 4)
 * </pre>
 *
 * <p>It begins at its largest: who has shown nothing is not limited. "Now" is a mean over at least so many answers, since single
 * ones of a healthy provider differ by more than half. A limit that is not half used stays.
 *
 * <p>What answers take while too many are in flight is not learned as usual, or the limit would get used to an overload that
 * lasts. Whether it is one, or requests have become heavier for good, is found out after half a minute: the limit is its smallest
 * for a moment, and what answers take then is what they usually take (as BBR's ProbeRTT, Cardwell and others 2016).
 *
 * <p>Shared by all event loops: they add to sums, and whoever ends a window takes them. An answer that comes between two of
 * these steps may count in the wrong window.
 */
public final class Gradient2Limit {
    static final int LEAST_SAMPLES = 20;
    static final long WINDOW_NANOS = 100_000_000L;

    private static final double TOLERANCE = 1.5;
    private static final double LEAST_GRADIENT = 0.5;
    private static final double SMOOTHING = 0.2;
    private static final int ROOM = 4;
    private static final int USUAL_WINDOWS = 600;
    private static final int FIRST_WINDOWS = 10;
    private static final double FADE = 0.95;
    private static final int PROBE_AFTER_WINDOWS = 300;

    private final AtomicLong windowStart;
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong sumNanos = new AtomicLong();
    private volatile int mostInFlight;
    private volatile Pool.ConcurrencyLimit bounds;
    private volatile double limit;
    private double usualNanos;
    private int windows;
    private int slowWindows;
    private double afterProbe;

    public Gradient2Limit(Pool.ConcurrencyLimit bounds, long nowNanos) {
        this.bounds = bounds;
        limit = bounds.max();
        windowStart = new AtomicLong(nowNanos);
    }

    /** Other bounds; what was learned stays as far as they let it. */
    public void bounds(Pool.ConcurrencyLimit newBounds) {
        bounds = newBounds;
    }

    /** Requests that may be in flight. */
    public int limit() {
        return (int) bounded(limit);
    }

    /** @param nanos an answer took; @param inFlight it included */
    public void answered(long nanos, int inFlight, long nowNanos) {
        sumNanos.addAndGet(nanos);
        long count = samples.incrementAndGet();
        if (inFlight > mostInFlight) {
            mostInFlight = inFlight;
        }
        long start = windowStart.get();
        if (count >= LEAST_SAMPLES && nowNanos - start >= WINDOW_NANOS && windowStart.compareAndSet(start, nowNanos)) {
            endWindow();
        }
    }

    /** Locked for the sake of two loops whose clocks are a window apart. */
    private synchronized void endWindow() {
        long count = samples.getAndSet(0);
        double nowNanos = (double) sumNanos.getAndSet(0) / Math.max(1, count);
        int inFlight = mostInFlight;
        mostInFlight = 0;
        if (count == 0) {
            return;
        }
        double before = bounded(limit);
        boolean pressed = inFlight >= before / 2;
        boolean slow = nowNanos > TOLERANCE * usualNanos && windows >= FIRST_WINDOWS;
        slowWindows = pressed && slow ? slowWindows + 1 : 0;
        if (afterProbe > 0) {
            endProbe(nowNanos, inFlight);
        } else if (slowWindows > PROBE_AFTER_WINDOWS) {
            afterProbe = before;
            limit = bounds.min();
        } else {
            if (!pressed || !slow) {
                learnUsual(nowNanos);
            }
            if (pressed) {
                double gradient = Math.clamp(TOLERANCE * usualNanos / nowNanos, LEAST_GRADIENT, 1);
                limit = bounded((1 - SMOOTHING) * before + SMOOTHING * (before * gradient + ROOM));
            }
        }
    }

    private void endProbe(double nowNanos, int inFlight) {
        if (inFlight <= bounds.min() + ROOM) {
            usualNanos = nowNanos;
            limit = bounded(afterProbe);
            afterProbe = 0;
            slowWindows = 0;
        }
    }

    /** A mean that forgets slowly, but follows a provider that has become much faster. */
    private void learnUsual(double nowNanos) {
        windows = Math.min(windows + 1, USUAL_WINDOWS);
        double weight = windows <= FIRST_WINDOWS ? 1.0 / windows : 2.0 / (USUAL_WINDOWS + 1);
        usualNanos += (nowNanos - usualNanos) * weight;
        if (usualNanos > 2 * nowNanos) {
            usualNanos *= FADE;
        }
    }

    private double bounded(double value) {
        Pool.ConcurrencyLimit now = bounds;
        return Math.clamp(value, now.min(), now.max());
    }
}
