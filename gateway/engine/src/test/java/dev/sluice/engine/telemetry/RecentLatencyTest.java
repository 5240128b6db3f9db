package dev.sluice.engine.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentLatencyTest {
    private static final long MILLI = 1_000_000L;

    private static RecentLatency of(int times, long... millis) {
        RecentLatency recent = new RecentLatency();
        for (int i = 0; i < times; i++) {
            for (long each : millis) {
                recent.add(each * MILLI);
            }
        }
        return recent;
    }

    @Test
    void saysNothingFromTooFewAnswers() {
        RecentLatency recent = of(RecentLatency.MIN_SAMPLES - 1, 150);
        assertEquals(-1, recent.quantileNanos(950_000));
        recent.add(150 * MILLI);
        assertTrue(recent.quantileNanos(950_000) > 0);
    }

    @Test
    void findsAQuantileToSixPercent() {
        for (long millis = 100; millis < 2_000; millis += 7) {
            long found = of(60, millis).quantileNanos(950_000);
            assertTrue(found >= millis * MILLI, millis + " ms: " + found);
            assertTrue(found <= millis * MILLI * 1.0626, millis + " ms: " + found);
        }
        RecentLatency mixed = of(10, 10, 10, 10, 10, 10, 10, 10, 10, 300, 700);
        assertEquals(100 * MILLI, mixed.quantileNanos(800_000));
        assertEquals(300, mixed.quantileNanos(900_000) / MILLI, 19);
        assertEquals(700, mixed.quantileNanos(950_000) / MILLI, 44);
    }

    @Test
    void staysBetweenFloorAndCeiling() {
        assertEquals(RecentLatency.FLOOR_NANOS, of(60, 0).quantileNanos(990_000));
        assertEquals(RecentLatency.FLOOR_NANOS, of(60, 99).quantileNanos(990_000));
        assertEquals(RecentLatency.CEILING_NANOS, of(60, 2_000).quantileNanos(990_000));
        assertEquals(RecentLatency.CEILING_NANOS, of(60, 3_600_000).quantileNanos(990_000));
    }

    @Test
    void followsAProviderThatChanged() {
        RecentLatency recent = of(5_000, 150);
        for (int i = 0; i < 4_000; i++) {
            recent.add(900 * MILLI);
        }
        assertEquals(900, recent.quantileNanos(500_000) / MILLI, 57);
    }
}
