package dev.sluice.engine.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Pool;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Gradient2LimitTest {
    private static final long MILLI = 1_000_000L;
    private static final int SERVED_AT_ONCE = 50;

    private final Gradient2Limit limit = new Gradient2Limit(new Pool.ConcurrencyLimit(20, 200), 0);
    private long now;

    /** So many windows of answers that took so long, with so many in flight. */
    private void windows(int count, long nanos, int inFlight) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < Gradient2Limit.LEAST_SAMPLES; k++) {
                now += Gradient2Limit.WINDOW_NANOS / Gradient2Limit.LEAST_SAMPLES + 1;
                limit.answered(nanos, inFlight, now);
            }
        }
    }

    @Test
    void whoHasShownNothingIsNotLimited() {
        assertEquals(200, limit.limit());
    }

    @Test
    void oneStepIsTheFormula() {
        windows(50, 10 * MILLI, 150);
        assertEquals(200, limit.limit());
        windows(1, 100 * MILLI, 150);
        // 0.8 · 200 + 0.2 · (200 · 0.5 + 4)
        assertEquals(180, limit.limit());
    }

    @Test
    void slowAnswersLowerItToItsLeastAndUsualOnesRaiseItAgain() {
        windows(50, 10 * MILLI, 150);
        windows(40, 100 * MILLI, 150);
        assertEquals(20, limit.limit());
        windows(300, 10 * MILLI, 199);
        assertEquals(200, limit.limit());
    }

    @Test
    void aLimitThatIsNotHalfUsedStays() {
        windows(50, 10 * MILLI, 99);
        windows(50, 100 * MILLI, 99);
        assertEquals(200, limit.limit());
    }

    /** Its requests have become heavier, and it is asked for all it takes at any moment. */
    @Test
    void aProviderThatHasBecomeSlowerForGoodIsNotHeldDown() {
        windows(50, 10 * MILLI, 150);
        for (int i = 0; i < 900; i++) {
            windows(1, 30 * MILLI, limit.limit());
        }
        assertEquals(200, limit.limit());
    }

    @Test
    void otherBoundsHoldAtOnce() {
        limit.bounds(new Pool.ConcurrencyLimit(5, 30));
        assertEquals(30, limit.limit());
        windows(50, 10 * MILLI, 30);
        windows(40, 100 * MILLI, 30);
        assertEquals(8, limit.limit());
        limit.bounds(new Pool.ConcurrencyLimit(40, 60));
        assertEquals(40, limit.limit());
    }

    /** Answers of a healthy provider differ widely, but not with how many are under way. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aSteadyLoadOfAHealthyProviderIsNeverLimited(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int inFlight = 150;
        for (int i = 0; i < 600_000; i++) {
            double nanos = -Math.log(1 - random.nextDouble()) * 50 * MILLI;
            now += 50 * MILLI / inFlight;
            limit.answered((long) nanos, inFlight, now);
            assertTrue(limit.limit() > inFlight, () -> limit.limit() + " at " + now + " of seed " + seed);
        }
    }

    /** What exceeds what it serves at once waits, so the answers take longer the more are let in. */
    @Test
    void requestsDoNotPileUpAtAProviderThatServesFewAtOnce() {
        int inFlight = SERVED_AT_ONCE;
        for (int second = 0; second < 600; second++) {
            int wanted = second < 20 ? SERVED_AT_ONCE : 1_000;
            for (int window = 0; window < 10; window++) {
                inFlight = Math.min(wanted, limit.limit());
                windows(1, 20 * MILLI * Math.max(SERVED_AT_ONCE, inFlight) / SERVED_AT_ONCE, inFlight);
            }
        }
        assertTrue(inFlight >= SERVED_AT_ONCE && inFlight <= 3 * SERVED_AT_ONCE, inFlight + " in flight");
    }
}
