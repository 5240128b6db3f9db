package dev.sluice.control.forecast;

import java.util.OptionalDouble;

/**
 * What is foreseen of one provider for one key.
 *
 * @param errors rate of failed attempts
 * @param logMedian natural logarithm of the median latency in nanoseconds
 * @param change of the same
 * @param spread of latencies: natural logarithm of the ninety-fifth hundredth over the median
 */
record Outlook(Series errors, Series logMedian, Cusum change, double spread) {
    private static final double Z95 = 1.6449;

    /** Chance of an answer in time at the horizon, if latencies keep their spread; 1 where nothing is known of them. */
    double attainment(long targetNanos) {
        double median = change.rose() ? logMedian.onwards() : logMedian.ahead();
        if (Double.isNaN(median) || spread <= 0) {
            return 1;
        }
        return below((Math.log(targetNanos) - median) * Z95 / spread);
    }

    double errorRate() {
        return Double.isNaN(errors.ahead()) ? 0 : Math.clamp(errors.ahead(), 0, 1);
    }

    Foreseen shown() {
        Foreseen.Band median = Foreseen.Band.of(logMedian);
        return new Foreseen(
                Foreseen.Band.of(errors).map(rate -> Double.isNaN(rate) ? 0 : Math.clamp(rate, 0, 1)),
                Double.isNaN(median.expected()) || spread <= 0 ? null : median.map(log -> Math.exp(log + spread)));
    }

    /** Of the two series, the skill of the one that is used, the better where both are; empty where none is. */
    OptionalDouble skill() {
        double best = Math.max(used(errors), used(logMedian));
        return best > 0 ? OptionalDouble.of(best) : OptionalDouble.empty();
    }

    private static double used(Series series) {
        return series.skill().isThere() ? series.skill().score() : 0;
    }

    /** Standard normal distribution by the logistic curve, within 0.01. */
    private static double below(double z) {
        return 1 / (1 + Math.exp(-1.702 * z));
    }
}
