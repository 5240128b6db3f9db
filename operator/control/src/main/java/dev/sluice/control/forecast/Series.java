package dev.sluice.control.forecast;

/**
 * One number over time, the forecast of it, and what became of earlier forecasts.
 *
 * @param trend of it
 * @param skill of the forecasts
 * @param last newest value
 * @param foreseen forecasts whose time has not come, as a ring by step
 * @param before what was seen when each was made
 */
record Series(DampedHolt trend, Skill skill, double last, double[] foreseen, double[] before) {

    static Series start(int horizon) {
        return new Series(DampedHolt.NONE, Skill.NONE, Double.NaN, new double[horizon], new double[horizon]);
    }

    Series then(double value) {
        int horizon = foreseen.length;
        int slot = trend.seen() % horizon;
        Skill judged = trend.seen() >= horizon ? skill.then(value, foreseen[slot], before[slot]) : skill;
        DampedHolt next = trend.then(value);
        double[] nextForeseen = foreseen.clone();
        double[] nextBefore = before.clone();
        nextForeseen[slot] = next.ahead(horizon);
        nextBefore[slot] = value;
        return new Series(next, judged, value, nextForeseen, nextBefore);
    }

    /** The value a horizon ahead; the newest one where forecasts have no skill. */
    double ahead() {
        return skill.isThere() ? trend.ahead(foreseen.length) : last;
    }
}
