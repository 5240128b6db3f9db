package dev.sluice.control.forecast;

/**
 * Level and trend of a series, the trend fading ahead so that it does not run away (Gardner and McKenzie, Management Science
 * 31(10), 1985).
 *
 * @param level smoothed value
 * @param trend per step
 * @param seen values so far
 */
record DampedHolt(double level, double trend, int seen) {
    static final DampedHolt NONE = new DampedHolt(0, 0, 0);

    private static final double ALPHA = 0.35;
    private static final double BETA = 0.15;
    private static final double PHI = 0.92;

    DampedHolt then(double value) {
        if (seen == 0) {
            return new DampedHolt(value, 0, 1);
        }
        double expected = level + PHI * trend;
        double next = ALPHA * value + (1 - ALPHA) * expected;
        return new DampedHolt(next, BETA * (next - level) + (1 - BETA) * PHI * trend, seen + 1);
    }

    double ahead(int steps) {
        return level + trend * PHI * (1 - Math.pow(PHI, steps)) / (1 - PHI);
    }
}
