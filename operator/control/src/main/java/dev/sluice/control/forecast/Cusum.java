package dev.sluice.control.forecast;

import java.util.Arrays;

/**
 * Whether a series left its level for good: cumulative sums of what lies above and below it (Page, Biometrika 41, 1954), in
 * robust standard deviations of what was usual, so that single outliers neither alarm nor widen the scale.
 *
 * @param usual values it is held against, as a ring
 * @param seen values so far
 * @param center of the usual ones, their median
 * @param sigma of the usual ones, by their median absolute deviation
 * @param up sum of what lay above
 * @param down sum of what lay below
 */
record Cusum(float[] usual, int seen, double center, double sigma, double up, double down) {
    /** Deviations that are taken for noise. */
    private static final double SLACK = 0.5;

    /** Sum from which on it is a change. */
    private static final double ALARM = 10;

    /** One value says no more than this. */
    private static final double MOST = 4;

    private static final double MAD_TO_SIGMA = 1.4826;

    private static final int USUAL = 24;

    /** What is usual is taken anew with every so many values. */
    private static final int RENEWED = 8;

    static Cusum start() {
        return new Cusum(new float[USUAL], 0, 0, 0, 0, 0);
    }

    /** @param leastSigma deviations smaller than this are never worth a word */
    Cusum then(double value, double leastSigma) {
        double z = seen < USUAL ? 0 : Math.clamp((value - center) / Math.max(sigma, leastSigma), -MOST, MOST);
        double nextUp = Math.min(Math.max(0, up + z - SLACK), 2 * ALARM);
        double nextDown = Math.min(Math.max(0, down - z - SLACK), 2 * ALARM);
        // What may be a change is not what is usual, or a slow one would hide in it.
        if (Math.max(nextUp, nextDown) > ALARM / 2) {
            return new Cusum(usual, seen, center, sigma, nextUp, nextDown);
        }
        float[] next = usual.clone();
        next[seen % USUAL] = (float) value;
        boolean renewed = (seen + 1) % RENEWED == 0;
        double nextCenter = renewed ? median(next) : center;
        return new Cusum(next, seen + 1, nextCenter, renewed ? sigma(next, nextCenter) : sigma, nextUp, nextDown);
    }

    boolean rose() {
        return up > ALARM;
    }

    boolean fell() {
        return down > ALARM;
    }

    private static double sigma(float[] values, double center) {
        float[] apart = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            apart[i] = (float) Math.abs(values[i] - center);
        }
        return MAD_TO_SIGMA * median(apart);
    }

    private static double median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
