package dev.sluice.control.forecast;

/**
 * One number over time, the forecast of it, and what became of earlier forecasts.
 *
 * @param trend of it
 * @param season of it
 * @param skill of the forecasts
 * @param last newest value
 * @param pending forecasts whose time has not come
 */
record Series(DampedHolt trend, SeasonalNaive season, Skill skill, double last, Pending pending) {

    /**
     * Rings by step.
     *
     * @param foreseen by the trend
     * @param before what was seen when each was made
     * @param seasonal what the season said
     */
    record Pending(double[] foreseen, double[] before, double[] seasonal) {
        int steps() {
            return foreseen.length;
        }

        private Pending with(int slot, double trend, double now, double season) {
            Pending next = new Pending(foreseen.clone(), before.clone(), seasonal.clone());
            next.foreseen[slot] = trend;
            next.before[slot] = now;
            next.seasonal[slot] = season;
            return next;
        }
    }

    /** @param horizon in steps; @param seasonMinutes length of a season */
    static Series start(int horizon, int seasonMinutes) {
        return new Series(
                DampedHolt.NONE,
                SeasonalNaive.start(seasonMinutes),
                Skill.NONE,
                Double.NaN,
                new Pending(new double[horizon], new double[horizon], new double[horizon]));
    }

    /** @param horizonNanos what the horizon's steps come to */
    Series then(double value, long nowNanos, long horizonNanos) {
        int slot = trend.seen() % pending.steps();
        Skill judged = trend.seen() >= pending.steps()
                ? skill.then(value, pending.foreseen[slot], pending.before[slot], pending.seasonal[slot])
                : skill;
        DampedHolt next = trend.then(value);
        SeasonalNaive seasons = season.then(value, nowNanos);
        return new Series(
                next,
                seasons,
                judged,
                value,
                pending.with(slot, next.ahead(pending.steps()), value, seasons.at(nowNanos + horizonNanos)));
    }

    /** The same if the trend does not fade: for a series that is known to have left its level. */
    double onwards() {
        return skill.isThere() ? trend.level() + trend.trend() * pending.steps() : last;
    }

    /** The value a horizon ahead; the newest one where forecasts have no skill. */
    double ahead() {
        return skill.isThere() ? trend.ahead(pending.steps()) : last;
    }
}
