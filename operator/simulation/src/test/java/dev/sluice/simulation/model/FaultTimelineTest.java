package dev.sluice.simulation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FaultTimelineTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aRegionGetsSlowBeforeItFails() {
        FaultTimeline timeline = FaultTimeline.CALM.with(
                10 * SECOND, 60 * SECOND, new Fault.ProgressiveFailure(5 * SECOND, 9, 10 * SECOND, 503));

        assertEquals(Impairment.NONE, timeline.at(10 * SECOND - 1));
        Impairment slowing = timeline.at(12 * SECOND + SECOND / 2);
        assertEquals(5, slowing.latencyFactor(), 1e-9);
        assertEquals(0, slowing.errorPpm());
        Impairment failing = timeline.at(20 * SECOND);
        assertEquals(9, failing.latencyFactor(), 1e-9);
        assertEquals(500_000, failing.errorPpm());
        assertEquals(1_000_000, timeline.at(25 * SECOND).errorPpm());
        assertEquals(1_000_000, timeline.at(60 * SECOND - 1).errorPpm());
        assertEquals(Impairment.NONE, timeline.at(60 * SECOND));
    }

    @Test
    void errorsNeverFallWhileARegionFails() {
        Fault fault = new Fault.ProgressiveFailure(3 * SECOND, 20, 7 * SECOND, 503);

        int before = 0;
        for (long now = 0; now < 12 * SECOND; now += SECOND / 50) {
            int errors = fault.at(now).errorPpm();
            assertTrue(errors >= before);
            before = errors;
        }
        assertEquals(1_000_000, before);
    }

    @Test
    void recoveryEndsAtNothingWrong() {
        Fault recovery = new Fault.Recovery(4 * SECOND, 5, 503);

        assertEquals(1_000_000, recovery.at(0).errorPpm());
        assertEquals(500_000, recovery.at(2 * SECOND).errorPpm());
        assertEquals(3, recovery.at(2 * SECOND).latencyFactor(), 1e-9);
        assertEquals(0, recovery.at(4 * SECOND).errorPpm());
        assertEquals(1, recovery.at(4 * SECOND).latencyFactor(), 1e-9);
    }

    @Test
    void flappingIsDownForPartOfEachPeriod() {
        Fault flapping = new Fault.Flapping(10 * SECOND, 3 * SECOND, Impairment.silence(1_000_000));

        assertEquals(1_000_000, flapping.at(0).silencePpm());
        assertEquals(0, flapping.at(3 * SECOND).silencePpm());
        assertEquals(1_000_000, flapping.at(12 * SECOND).silencePpm());
        assertEquals(0, flapping.at(19 * SECOND).silencePpm());
    }

    @Test
    void overlappingFaultsAddUp() {
        FaultTimeline timeline = FaultTimeline.CALM
                .with(0, 10, new Fault.Steady(Impairment.slower(3).and(Impairment.errors(100_000, 500))))
                .with(5, 10, new Fault.Steady(Impairment.slower(2).and(Impairment.rateLimited(300_000, 9))))
                .with(5, 10, new Fault.Steady(Impairment.lagging(4).withCapacity(500_000)));

        Impairment both = timeline.at(7);

        assertEquals(6, both.latencyFactor(), 1e-9);
        assertEquals(300_000, both.errorPpm());
        assertEquals(429, both.status());
        assertEquals(9, both.retryAfterSeconds());
        assertEquals(4, both.lagBlocks());
        assertEquals(500_000, both.capacityPpm());
    }

    @Test
    void aPhaseThatEndsBeforeItBeginsIsRefused() {
        Fault any = new Fault.Steady(Impairment.NONE);

        assertThrows(IllegalArgumentException.class, () -> FaultTimeline.CALM.with(2, 1, any));
    }
}
