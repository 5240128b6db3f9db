package dev.sluice.control.forecast;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CusumTest {
    private static final double LEAST = 0.01;

    private static Cusum noise(int values, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cusum cusum = Cusum.start();
        for (int n = 0; n < values; n++) {
            cusum = cusum.then(10 + 0.1 * random.nextGaussian(), LEAST);
        }
        return cusum;
    }

    @Test
    void shiftOfTwoDeviationsAlarmsWithinTenValuesOnItsSide() {
        Cusum up = noise(40, 1);
        Cusum down = up;
        for (int n = 0; n < 10; n++) {
            up = up.then(10.2, LEAST);
            down = down.then(9.8, LEAST);
        }

        assertTrue(up.rose() && !up.fell(), up::toString);
        assertTrue(down.fell() && !down.rose(), down::toString);
    }

    @Test
    void oneOutlierIsNoChange() {
        assertFalse(noise(40, 1).then(1_000, LEAST).rose());
    }

    @Test
    void steadyNoiseSeldomAlarms() {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            alarms += noise(100, seed).rose() ? 1 : 0;
        }
        assertTrue(alarms < 10, alarms + " of 200");
    }

    @Test
    void slowDriftDoesNotHideInWhatIsUsual() {
        Cusum cusum = noise(40, 2);
        for (int n = 1; n <= 30; n++) {
            cusum = cusum.then(10 + 0.02 * n, LEAST);
        }
        assertTrue(cusum.rose(), cusum::toString);
    }
}
