package dev.sluice.control.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.forecast.PodFloor.Bounds;
import dev.sluice.control.forecast.PodFloor.Expected;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PodFloorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Bounds BOUNDS = new Bounds(2, 10);

    private static Expected steady(double perSecond) {
        return new Expected(perSecond, perSecond);
    }

    private static final PodFloor CALM = PodFloor.NONE.then(steady(200), 2, BOUNDS, 0);

    @Test
    void nothingExpectedIsTheUsersMinimum() {
        assertEquals(2, CALM.pods());
    }

    @Test
    void asManyPodsAsTheExpectedDemandNeedsAtWhatOneCarries() {
        assertEquals(5, CALM.then(new Expected(200, 500), 2, BOUNDS, SECOND).pods());
    }

    @Test
    void neverAboveTheUsersMaximum() {
        assertEquals(10, CALM.then(new Expected(200, 9_000), 2, BOUNDS, SECOND).pods());
    }

    @Test
    void fallsOnlyAfterNothingAskedForAsMuchForFiveMinutes() {
        PodFloor raised = CALM.then(new Expected(200, 500), 2, BOUNDS, SECOND);
        PodFloor grown = raised.then(steady(500), 5, BOUNDS, 10 * SECOND);
        assertEquals(5, grown.pods());
        assertEquals(5, grown.then(steady(100), 5, BOUNDS, 290 * SECOND).pods());
        assertEquals(2, grown.then(steady(100), 5, BOUNDS, 302 * SECOND).pods());
    }

    @Test
    void idlePodsCarryMoreBeforeThereAreMoreOfThem() {
        PodFloor busyOnce = PodFloor.NONE.then(steady(1_000), 2, BOUNDS, 0);
        PodFloor night = busyOnce.then(steady(10), 2, BOUNDS, 400 * SECOND);
        assertEquals(
                2, night.then(new Expected(10, 40), 2, BOUNDS, 401 * SECOND).pods());
    }

    @Test
    void withoutAnAutoscalerNothingIsAskedFor() {
        assertEquals(PodFloor.NONE, CALM.then(new Expected(200, 9_000), 2, null, SECOND));
    }

    @Test
    void doesNotFlapUnderANoisyForecast() {
        SplittableRandom random = new SplittableRandom(7);
        PodFloor floor = CALM;
        int changes = 0;
        for (int second = 2; second < 1_200; second += 2) {
            double expected = random.nextInt(4) == 0 ? 300 + 300 * random.nextDouble() : 200;
            PodFloor next = floor.then(new Expected(200, expected), 2, BOUNDS, second * SECOND);
            changes += next.pods() == floor.pods() ? 0 : 1;
            floor = next;
        }
        assertTrue(changes <= 6, changes + " changes in twenty minutes");
    }
}
