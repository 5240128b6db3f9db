package dev.sluice.control.forecast;

import java.util.Arrays;

/**
 * The forecast that everything is as it was one season before, by minutes: what any other has to beat.
 *
 * @param length of a season in minutes
 * @param season means of minutes, as a ring; empty before the first is over
 * @param first minute seen, -1 before any
 * @param minute the one under way
 * @param sum of values in it
 * @param count of values in it
 */
record SeasonalNaive(int length, float[] season, long first, long minute, double sum, int count) {
    private static final float[] NONE = {};
    private static final long MINUTE_NANOS = 60_000_000_000L;

    static SeasonalNaive start(int minutes) {
        return new SeasonalNaive(minutes, NONE, -1, -1, 0, 0);
    }

    SeasonalNaive then(double value, long nowNanos) {
        long now = Math.floorDiv(nowNanos, MINUTE_NANOS);
        if (count > 0 && now == minute) {
            return new SeasonalNaive(length, season, first, minute, sum + value, count + 1);
        }
        boolean gap = count > 0 && now - minute >= length;
        float[] next = count > 0 ? Arrays.copyOf(season, length) : season;
        if (count > 0) {
            // Minutes without a value repeat the one before.
            for (long each = minute; each < Math.min(now, minute + length); each++) {
                next[slot(each)] = (float) (sum / count);
            }
        }
        return new SeasonalNaive(length, next, count == 0 || gap ? now : first, now, value, 1);
    }

    /** NaN as long as no whole season was seen. */
    double at(long nanos) {
        long then = Math.floorDiv(nanos, MINUTE_NANOS) - length;
        return count == 0 || then < first || then >= minute ? Double.NaN : season[slot(then)];
    }

    private int slot(long minute) {
        return Math.floorMod(minute, length);
    }
}
