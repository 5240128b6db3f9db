package dev.sluice.control.forecast;

import java.util.Arrays;

/**
 * What is foreseen of the demand for one key: never below what is seen, and with room for what forecasts missed of late, since
 * too little capacity costs more than too much.
 *
 * @param demand in requests per second
 * @param missed how far demand came out above its forecasts, as a ring
 */
record DemandOutlook(Series demand, double[] missed) {
    /** Forecast errors that are planned for. */
    private static final double QUANTILE = 0.9;

    private static final int MISSES = 30;

    /** Days repeat themselves. */
    private static final int SEASON_MINUTES = 24 * 60;

    static DemandOutlook start(int steps) {
        return new DemandOutlook(Series.start(steps, SEASON_MINUTES), new double[MISSES]);
    }

    DemandOutlook then(double perSecond, long nowNanos, long horizonNanos) {
        double[] next = missed.clone();
        int seen = demand.trend().seen();
        int slot = seen % demand.pending().steps();
        if (seen >= demand.pending().steps()) {
            next[seen % MISSES] = perSecond - demand.pending().foreseen()[slot];
        }
        return new DemandOutlook(demand.then(perSecond, nowNanos, horizonNanos), next);
    }

    /** Requests per second a horizon ahead. */
    double ahead() {
        double now = demand.last();
        return demand.skill().isThere() ? Math.max(now, demand.ahead() + Math.max(0, residual())) : now;
    }

    private double residual() {
        double[] sorted = missed.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(QUANTILE * MISSES) - 1];
    }
}
