package dev.sluice.control.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PhiAccrualTest {
    private static final long SECOND = 1_000_000_000L;

    /** Intervals of 1 s and 3 s in turn: mean 2 s, deviation 1 s. */
    private static PhiAccrual alternating() {
        PhiAccrual arrivals = PhiAccrual.NONE;
        long now = 0;
        for (int n = 0; n < 400; n++) {
            arrivals = arrivals.then(now);
            now += n % 2 == 0 ? SECOND : 3 * SECOND;
        }
        return arrivals;
    }

    @Test
    void isTheLogarithmOfTheChanceThatItComesStill() {
        PhiAccrual arrivals = alternating();
        double mean = arrivals.meanNanos();
        double deviation = Math.sqrt(arrivals.variance());
        assertEquals(2 * SECOND, mean, 0.1 * SECOND);
        assertEquals(SECOND, deviation, 0.1 * SECOND);

        assertEquals(0.301, arrivals.phi(arrivals.lastNanos() + (long) mean), 0.001);
        assertEquals(0.799, arrivals.phi(arrivals.lastNanos() + (long) (mean + deviation)), 0.005);
        assertEquals(2.87, arrivals.phi(arrivals.lastNanos() + (long) (mean + 3 * deviation)), 0.05);
    }

    @Test
    void growsWithSilenceAndFallsWithTheNextArrival() {
        PhiAccrual arrivals = alternating();
        long late = arrivals.lastNanos() + 15 * SECOND;

        assertTrue(arrivals.gone(late));
        assertFalse(arrivals.then(late).gone(late + SECOND));
    }

    @Test
    void saysNothingOfWhatItHardlyKnows() {
        assertEquals(0, PhiAccrual.NONE.then(0).then(SECOND).phi(3_600 * SECOND));
    }
}
