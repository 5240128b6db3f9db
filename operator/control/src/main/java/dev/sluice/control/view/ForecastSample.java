package dev.sluice.control.view;

import dev.sluice.control.forecast.Foreseen;
import org.jspecify.annotations.Nullable;

/**
 * What was foreseen of a provider for its busiest class.
 *
 * @param forMillis wall clock of the moment it is about, some seconds ahead of the sample's
 * @param errorRate failed part of the attempts
 * @param p95Millis of answers; null where nothing is known of latencies
 */
public record ForecastSample(
        long forMillis, BandSample errorRate, @Nullable BandSample p95Millis) {

    /**
     * @param low nine of ten values are expected above this or below {@code high}
     * @param expected the value that plans are made with
     * @param skill against persistence: 1 for a perfect forecast, 0 or less for one that is of no use
     * @param trusted whether plans use it
     */
    public record BandSample(double low, double expected, double high, double skill, boolean trusted) {}

    static ForecastSample of(long forMillis, Foreseen foreseen) {
        Foreseen.Band p95 = foreseen.p95Nanos();
        return new ForecastSample(forMillis, band(foreseen.errorRate(), 1), p95 == null ? null : band(p95, 1e-6));
    }

    private static BandSample band(Foreseen.Band band, double times) {
        return new BandSample(
                Words.rounded(band.low() * times),
                Words.rounded(band.expected() * times),
                Words.rounded(band.high() * times),
                Words.rounded(band.skill()),
                band.trusted());
    }
}
