package dev.sluice.control.forecast;

/**
 * How well a series was foreseen of late, beside the forecasts that nothing changes and that all is as it was a season before.
 *
 * @param error mean absolute error of the forecast, fading
 * @param persistence the same of persistence
 * @param judged forecasts whose time has come
 * @param seasonalError of the forecast where there was a seasonal one, fading
 * @param seasonal the same of the seasonal naive one
 * @param judgedBySeason of the judged, those that had a season to be held against
 */
record Skill(double error, double persistence, int judged, double seasonalError, double seasonal, int judgedBySeason) {
    static final Skill NONE = new Skill(0, 0, 0, 0, 0, 0);

    private static final double KEPT = 0.9;
    private static final int FEWEST = 5;

    /** @param season what the seasonal forecast was; NaN where there was none */
    Skill then(double actual, double foreseen, double before, double season) {
        double missed = Math.abs(foreseen - actual);
        boolean seasons = !Double.isNaN(season);
        return new Skill(
                faded(error, missed),
                faded(persistence, Math.abs(before - actual)),
                judged + 1,
                seasons ? faded(seasonalError, missed) : seasonalError,
                seasons ? faded(seasonal, Math.abs(season - actual)) : seasonal,
                seasons ? judgedBySeason + 1 : judgedBySeason);
    }

    /** Against persistence: one for a perfect forecast, 0 for one that is as good as none, negative for a worse one. */
    double overPersistence() {
        return over(error, persistence);
    }

    /** Likewise against the seasonal naive one; NaN where no season was judged yet. */
    double overSeason() {
        return judgedBySeason < FEWEST ? Double.NaN : over(seasonalError, seasonal);
    }

    /** Against the better of the two. */
    double score() {
        return Double.isNaN(overSeason()) ? overPersistence() : Math.min(overPersistence(), overSeason());
    }

    boolean isThere() {
        return judged >= FEWEST && score() > 0;
    }

    private static double faded(double mean, double next) {
        return KEPT * mean + (1 - KEPT) * next;
    }

    private static double over(double error, double baseline) {
        return baseline > 0 ? 1 - error / baseline : error > 0 ? -1 : 0;
    }
}
