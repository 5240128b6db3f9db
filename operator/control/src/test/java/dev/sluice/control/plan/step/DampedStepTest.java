package dev.sluice.control.plan.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.snapshot.Shift;
import dev.sluice.control.plan.fill.Bound;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DampedStepTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 100 * SECOND;

    /** Two-second ticks: 8 points away, 4 points back, return after 30 s. */
    private static final StepLimits LIMITS = StepLimits.of(
            new Shift(
                    Shift.Mode.ENFORCE,
                    false,
                    2 * SECOND,
                    new Shift.Direction(40_000, 0),
                    new Shift.Direction(20_000, 30 * SECOND),
                    60 * SECOND,
                    50_000),
            2 * SECOND);

    private static Mover mover(double from, double target, Standing standing) {
        return mover(from, target, standing, null);
    }

    private static Mover mover(double from, double target, Standing standing, Long riseSinceNanos) {
        return new Mover(
                from, target, 0.01, standing, false, false, new ShareState(0, riseSinceNanos, null, null, null));
    }

    private static double[] step(Mover... movers) {
        return DampedStep.take(List.of(movers), List.of(), LIMITS, NOW);
    }

    @Test
    void decliningProviderFallsByThePolicysPace() {
        assertArrayEquals(
                new double[] {0.42, 0.58},
                step(mover(0.5, 0.01, Standing.DECLINING), mover(0.5, 0.99, Standing.GOOD)),
                1e-9);
    }

    @Test
    void badProviderFallsAsFarAsTheFleetMayMove() {
        assertArrayEquals(
                new double[] {0.25, 0.75},
                step(mover(0.5, 0.01, Standing.FAILING), mover(0.5, 0.99, Standing.GOOD)),
                1e-9);
    }

    @Test
    void betterProviderWaitsUntilItWasWantedForLongEnough() {
        Mover source = mover(0.5, 0.2, Standing.GOOD);
        assertArrayEquals(
                new double[] {0.5, 0.5}, step(source, mover(0.5, 0.8, Standing.GOOD, NOW - 29 * SECOND)), 1e-9);
        assertArrayEquals(
                new double[] {0.46, 0.54}, step(source, mover(0.5, 0.8, Standing.GOOD, NOW - 30 * SECOND)), 1e-9);
    }

    @Test
    void smallDifferencesAreNotWorthAMove() {
        assertArrayEquals(
                new double[] {0.51, 0.49},
                step(mover(0.51, 0.5, Standing.GOOD), mover(0.49, 0.5, Standing.GOOD, 0L)),
                1e-9);
    }

    @Test
    void floorsAreFilledAtOnceEvenThroughTheDeadBand() {
        assertArrayEquals(
                new double[] {0.99, 0.01}, step(mover(1, 0.99, Standing.GOOD), mover(0, 0.01, Standing.GOOD)), 1e-9);
    }

    @Test
    void destinationNearItsGroupsMaximumTakesOnlyWhatFits() {
        BitSet second = BitSet.valueOf(new long[] {0b10});
        double[] next = DampedStep.take(
                List.of(
                        mover(0.4, 0.01, Standing.FAILING),
                        mover(0.48, 0.5, Standing.GOOD),
                        mover(0.12, 0.49, Standing.GOOD)),
                List.of(new Bound("organization x", second, 0, 0.5)),
                LIMITS,
                NOW);
        assertEquals(0.5, next[1], 1e-9);
        assertEquals(0.22, next[2], 1e-9, "the guard lets ten points in");
        assertEquals(0.28, next[0], 1e-9, "the rest stays until there is room");
    }

    @Test
    void providerThatFellBadlyCoolsDown() {
        Mover fallen = new Mover(
                0.1, 0.5, 0.01, Standing.GOOD, false, false, new ShareState(0, 0L, null, NOW - 14 * SECOND, null));
        assertEquals(0.1, step(fallen, mover(0.9, 0.5, Standing.GOOD))[0], 1e-9);
        assertEquals(Brake.COOLING, fallen.brake(0.1, LIMITS, NOW));
    }

    @Test
    void lateTicksDoNotAddUpToALeap() {
        StepLimits late = StepLimits.of(Shift.DEFAULT, 600 * SECOND);
        assertEquals(0.4, late.down(), 1e-9);
        assertEquals(StepLimits.VELOCITY, late.velocity(), 0);
    }
}
