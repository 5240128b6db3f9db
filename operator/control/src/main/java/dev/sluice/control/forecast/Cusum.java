package dev.sluice.control.forecast;

import java.util.Arrays;

/**
 * Whether a series left its level for good: cumulative sums of what lies above and below it (Page, Biometrika 41, 1954), in
 * robust standard deviations of what was usual, so that single outliers neither alarm nor widen the scale.
 *
 * @param usual values it is held against, as a ring
 * @param seen values so far
 * @param up sum of what lay above
 * @param down sum of what lay below
 */
record Cusum(double[] usual, int seen, double up, double down) {
    /** Deviations that are taken for noise. */
    private static final double SLACK = 0.5;

    /** Sum from which on it is a change. */
    private static final double ALARM = 10;

    /** One value says no more than this. */
    private static final double MOST = 4;

    private static final double MAD_TO_SIGMA = 1.4826;

    private static final int USUAL = 24;

    static Cusum start() {
        return new Cusum(new double[USUAL], 0, 0, 0);
    }

    /** @param leastSigma deviations smaller than this are never worth a word */
    Cusum then(double value, double leastSigma) {
        boolean learning = seen < USUAL;
        double z = learning ? 0 : Math.clamp((value - median(usual)) / Math.max(sigma(), leastSigma), -MOST, MOST);
        double nextUp = Math.max(0, up + z - SLACK);
        double nextDown = Math.max(0, down - z - SLACK);
        // What may be a change is not what is usual, or a slow one would hide in it.
        boolean suspicious = Math.max(nextUp, nextDown) > ALARM / 2;
        double[] next = usual;
        if (!suspicious) {
            next = usual.clone();
            next[seen % USUAL] = value;
        }
        return new Cusum(
                next, suspicious ? seen : seen + 1, Math.min(nextUp, 2 * ALARM), Math.min(nextDown, 2 * ALARM));
    }

    boolean rose() {
        return up > ALARM;
    }

    boolean fell() {
        return down > ALARM;
    }

    private double sigma() {
        double median = median(usual);
        double[] apart =
                Arrays.stream(usual).map(each -> Math.abs(each - median)).toArray();
        return MAD_TO_SIGMA * median(apart);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
