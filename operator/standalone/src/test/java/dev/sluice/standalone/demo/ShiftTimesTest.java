package dev.sluice.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ShiftTimesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void measuresFromTheFaultToTheLossAndFromTheRecoveryToTheReturn() {
        ShiftTimes times = new ShiftTimes();
        times.share(0, 0.5, 0.5);
        times.fails(10 * SECOND);
        times.share(12 * SECOND, 0.3, 0.3);
        times.share(15 * SECOND, 0.11, 0.11);
        times.recovers(30 * SECOND);
        times.share(31 * SECOND, 0.05, 0.05);
        times.share(44 * SECOND, 0.4, 0.4);
        times.share(45 * SECOND, Double.NaN, Double.NaN);
        times.share(50 * SECOND, 0.5, 0.5);

        assertEquals(0.5, times.usual(), 1e-9);
        assertEquals(OptionalDouble.of(5), times.awaySeconds());
        assertEquals(OptionalDouble.of(14), times.backSeconds());
    }

    @Test
    void aShareThatStaysIsNeitherAwayNorBack() {
        ShiftTimes times = new ShiftTimes();
        times.share(0, 0.5, 0.5);
        times.fails(SECOND);
        times.recovers(2 * SECOND);
        times.share(3 * SECOND, 0.5, 0.5);

        assertTrue(times.awaySeconds().isEmpty());
        assertTrue(times.backSeconds().isPresent(), "it has its usual share");
    }
}
