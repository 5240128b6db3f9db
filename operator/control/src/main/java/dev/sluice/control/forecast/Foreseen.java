package dev.sluice.control.forecast;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was foreseen of one provider for one key at the horizon, to be shown beside what then happens.
 *
 * @param errorRate failed part of the attempts
 * @param p95Nanos latency of successes, if it keeps its spread; null where nothing is known of latencies
 */
public record Foreseen(Band errorRate, @Nullable Band p95Nanos) {

    /**
     * @param low nine of ten values lie above this or below {@code high}, if errors of the forecast go on as they were
     * @param expected the value that plans are made with
     * @param skill 1 for a perfect forecast, 0 for one as good as persistence or the season before, negative for a worse one
     * @param trusted whether the forecast is used; else the newest value stands for it
     */
    public record Band(double low, double expected, double high, double skill, boolean trusted) {
        /** From a mean absolute error to the half width that holds nine in ten, for normal errors. */
        private static final double NINE_IN_TEN = 1.645 * Math.sqrt(Math.PI / 2);

        static Band of(Series series) {
            double expected = series.ahead();
            double half = NINE_IN_TEN
                    * (series.skill().isThere()
                            ? series.skill().error()
                            : series.skill().persistence());
            return new Band(
                    expected - half,
                    expected,
                    expected + half,
                    series.skill().score(),
                    series.skill().isThere());
        }

        Band map(DoubleUnaryOperator to) {
            return new Band(to.applyAsDouble(low), to.applyAsDouble(expected), to.applyAsDouble(high), skill, trusted);
        }
    }
}
