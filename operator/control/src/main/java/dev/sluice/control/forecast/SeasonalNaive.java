package dev.sluice.control.forecast;

/**
 * The forecast that everything is as it was one season before, by minutes: what any other has to beat.
 *
 * @param season means of minutes, as a ring
 * @param first minute seen, -1 before any
 * @param minute the one under way
 * @param sum of values in it
 * @param count of values in it
 */
record SeasonalNaive(double[] season, long first, long minute, double sum, int count) {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    static SeasonalNaive start(int minutes) {
        return new SeasonalNaive(new double[minutes], -1, -1, 0, 0);
    }

    SeasonalNaive then(double value, long nowNanos) {
        long now = Math.floorDiv(nowNanos, MINUTE_NANOS);
        if (count > 0 && now == minute) {
            return new SeasonalNaive(season, first, minute, sum + value, count + 1);
        }
        boolean gap = count > 0 && now - minute >= season.length;
        double[] next = count > 0 ? season.clone() : season;
        if (count > 0) {
            // Minutes without a value repeat the one before.
            for (long each = minute; each < Math.min(now, minute + season.length); each++) {
                next[slot(each)] = sum / count;
            }
        }
        return new SeasonalNaive(next, count == 0 || gap ? now : first, now, value, 1);
    }

    /** NaN as long as no whole season was seen. */
    double at(long nanos) {
        long then = Math.floorDiv(nanos, MINUTE_NANOS) - season.length;
        return count == 0 || then < first || then >= minute ? Double.NaN : season[slot(then)];
    }

    private int slot(long minute) {
        return Math.floorMod(minute, season.length);
    }
}
