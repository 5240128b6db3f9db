package dev.sluice.engine.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static final long MILLI = 1_000_000L;
    private static final int LAST = LatencyCounts.BOUNDS_NANOS.size();

    @Test
    void aBoundBelongsToTheBucketBelowIt() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(0);
        histogram.record(MILLI);
        histogram.record(MILLI + 1);
        histogram.record(30_000 * MILLI);
        histogram.record(30_000 * MILLI + 1);
        LatencyCounts counts = histogram.read();
        assertEquals(2, counts.counts().getFirst());
        assertEquals(1, counts.counts().get(1));
        assertEquals(1, counts.counts().get(LAST - 1));
        assertEquals(1, counts.counts().get(LAST));
        assertEquals(60_002 * MILLI + 2, counts.sumNanos());
    }

    @Test
    void countsOfLoopsAddUp() {
        LatencyHistogram one = new LatencyHistogram();
        LatencyHistogram two = new LatencyHistogram();
        one.record(3 * MILLI);
        two.record(4 * MILLI);
        two.record(7 * MILLI);
        LatencyCounts sum = one.read().plus(two.read());
        assertEquals(2, sum.counts().get(2));
        assertEquals(1, sum.counts().get(3));
        assertEquals(14 * MILLI, sum.sumNanos());
    }
}
