package dev.sluice.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PeakEwmaTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    @Test
    void startsAtThirtyMillis() {
        assertEquals(30e6, new PeakEwma(0).nanos(0), 1);
    }

    @Test
    void jumpsToAPeakAtOnce() {
        PeakEwma ewma = new PeakEwma(0);
        ewma.observe(5 * SECOND, SECOND);
        assertEquals(5e9, ewma.nanos(SECOND), 1e3);
    }

    @Test
    void decaysByTauWithoutAnswers() {
        PeakEwma ewma = new PeakEwma(0);
        ewma.observe(5 * SECOND, 0);
        assertEquals(5e9 / Math.E, ewma.nanos(10 * SECOND), 5e6);
    }

    @Test
    void comesDownToFastAnswersOverSeconds() {
        PeakEwma ewma = new PeakEwma(0);
        ewma.observe(SECOND, 0);
        for (long now = 0; now <= 100 * SECOND; now += 10 * MILLI) {
            ewma.observe(20 * MILLI, now);
        }
        assertEquals(20e6, ewma.nanos(100 * SECOND), 1e5);
    }

    @Test
    void worksOnAClockThatStartsAnywhere() {
        for (long start : new long[] {Long.MIN_VALUE + 1, -SECOND, Long.MAX_VALUE - SECOND}) {
            PeakEwma ewma = new PeakEwma(start);
            ewma.observe(5 * SECOND, start);
            assertEquals(5e9 / Math.E, ewma.nanos(start + 10 * SECOND), 5e6, "from " + start);
        }
    }

    @Test
    void busyEndpointsCostMore() {
        EndpointLoad load = new EndpointLoad(0);
        double idle = load.cost(0);
        load.begin();
        load.begin();
        assertEquals(3 * idle, load.cost(0), 1);
    }

    @Test
    void aFailureLooksSlowNotFast() {
        EndpointLoad load = new EndpointLoad(0);
        load.failed(MILLI, 0, 0);
        assertEquals(5e9, load.cost(0), 1e3);

        load.failed(MILLI, 3600 * SECOND, 0);
        assertTrue(load.cost(0) <= 300.1e9, "Retry-After is believed up to five minutes");
    }
}
