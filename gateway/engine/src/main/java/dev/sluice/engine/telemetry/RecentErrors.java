package dev.sluice.engine.telemetry;

/**
 * Part of the newest attempts that failed. Old ones fade by e^(-elapsed/tau), tau 10 s, so that who failed and is not asked
 * any more is tried again. Owned by one event loop; allocates nothing.
 */
public final class RecentErrors {
    private static final double TAU_NANOS = 10e9;

    /** Attempts are put on one scale of time this often, since exponentials cost. */
    private static final long STEP_NANOS = 500_000_000L;

    /** So many good answers are taken for granted: one failure alone says little. */
    private static final double PRIOR = 5;

    private double all;
    private double failed;
    private long atNanos;

    public void add(boolean failure, long nowNanos) {
        long elapsed = nowNanos - atNanos;
        if (elapsed > STEP_NANOS) {
            double kept = kept(elapsed);
            all *= kept;
            failed *= kept;
            atNanos = nowNanos;
        }
        all++;
        failed += failure ? 1 : 0;
    }

    /** Within [0, 1). */
    public double rate(long nowNanos) {
        if (failed == 0) {
            return 0;
        }
        double kept = kept(nowNanos - atNanos);
        return failed * kept / (all * kept + PRIOR);
    }

    private static double kept(long elapsed) {
        return elapsed <= 0 ? 1 : Math.exp(-elapsed / TAU_NANOS);
    }
}
