package dev.sluice.control.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DemandOutlookTest {
    private static final int STEPS = 10;
    private static final long STEP = 2_000_000_000L;

    private static DemandOutlook then(DemandOutlook outlook, int step, double perSecond) {
        return outlook.then(perSecond, step * STEP, STEPS * STEP);
    }

    @Test
    void steadyGrowthIsPlannedForWithRoomForWhatForecastsMissed() {
        DemandOutlook outlook = DemandOutlook.start(STEPS);
        for (int step = 0; step < 60; step++) {
            outlook = then(outlook, step, 100 + 5 * step);
        }
        double now = 100 + 5 * 59;
        assertTrue(outlook.ahead() >= now + 5 * STEPS * 0.9, "ahead " + outlook.ahead());
        assertTrue(outlook.ahead() < now + 5 * STEPS * 2, "ahead " + outlook.ahead());
    }

    @Test
    void fallingDemandIsNotAnticipated() {
        DemandOutlook outlook = DemandOutlook.start(STEPS);
        for (int step = 0; step < 60; step++) {
            outlook = then(outlook, step, 1_000 - 10 * step);
        }
        assertEquals(1_000 - 10 * 59, outlook.ahead(), 1e-9);
    }

    @Test
    void noiseIsMostlyLeftAsItIs() {
        SplittableRandom random = new SplittableRandom(5);
        DemandOutlook outlook = DemandOutlook.start(STEPS);
        double most = 0;
        for (int step = 0; step < 500; step++) {
            outlook = then(outlook, step, 100 + 3 * random.nextGaussian());
            most = Math.max(most, outlook.ahead());
        }
        assertTrue(most < 125, "at most " + most);
    }
}
