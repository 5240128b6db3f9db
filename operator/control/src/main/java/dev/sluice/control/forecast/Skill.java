package dev.sluice.control.forecast;

/**
 * How well a series was foreseen of late, beside the forecast that nothing changes.
 *
 * @param error mean absolute error of the forecast, fading
 * @param persistence the same of persistence
 * @param judged forecasts whose time has come
 */
record Skill(double error, double persistence, int judged) {
    static final Skill NONE = new Skill(0, 0, 0);

    private static final double KEPT = 0.9;
    private static final int FEWEST = 5;

    Skill then(double actual, double foreseen, double before) {
        return new Skill(
                KEPT * error + (1 - KEPT) * Math.abs(foreseen - actual),
                KEPT * persistence + (1 - KEPT) * Math.abs(before - actual),
                judged + 1);
    }

    /** One for a perfect forecast, 0 for one that is as good as none, negative for a worse one. */
    double score() {
        return persistence > 0 ? 1 - error / persistence : 0;
    }

    boolean isThere() {
        return judged >= FEWEST && score() > 0;
    }
}
