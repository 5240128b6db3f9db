package dev.sluice.engine.health;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Round-trip time that jumps to a peak at once and else decays by e^(-elapsed/tau), so one slow answer is remembered for
 * seconds and no answers are forgotten (Finagle's and Tower's peak EWMA, tau 10 s, first estimate 30 ms).
 *
 * <p>Shared by all event loops. Estimate and time of the last update are packed into one long (the upper half counts units
 * of 2^20 ns, the lower is a float), so both change by one compare-and-set; a loser tries again.
 */
public final class PeakEwma {
    private static final double TAU_NANOS = 10e9;
    private static final float FIRST_NANOS = 30e6f;
    private static final int UNIT_BITS = 20;

    private final AtomicLong packed;

    public PeakEwma(long nowNanos) {
        packed = new AtomicLong(pack(unit(nowNanos), FIRST_NANOS));
    }

    public void observe(long nanos, long nowNanos) {
        while (true) {
            long before = packed.get();
            float estimate = estimate(before);
            double weight = kept(before, nowNanos);
            float after = nanos > estimate ? nanos : (float) (estimate * weight + nanos * (1 - weight));
            // Within one unit of time only a peak changes anything.
            if (after == estimate || packed.compareAndSet(before, pack(unit(nowNanos), after))) {
                return;
            }
        }
    }

    /** Decayed by the time since the last answer, so that an endpoint left alone is tried again. */
    public double nanos(long nowNanos) {
        long now = packed.get();
        return estimate(now) * kept(now, nowNanos);
    }

    private static double kept(long packed, long nowNanos) {
        long elapsed = (long) (unit(nowNanos) - (int) (packed >>> 32)) << UNIT_BITS;
        // Loops read their clocks apart; after 26 days without an answer the difference turns negative, too.
        return elapsed > 0 ? Math.exp(-elapsed / TAU_NANOS) : 1;
    }

    private static int unit(long nanos) {
        return (int) (nanos >> UNIT_BITS);
    }

    private static float estimate(long packed) {
        return Float.intBitsToFloat((int) packed);
    }

    private static long pack(int unit, float estimate) {
        return ((long) unit << 32) | (Float.floatToRawIntBits(estimate) & 0xFFFF_FFFFL);
    }
}
