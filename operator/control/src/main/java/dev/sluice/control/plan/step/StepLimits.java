package dev.sluice.control.plan.step;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Shift;

/**
 * How far shares may move in one tick.
 *
 * @param down fraction a share may fall
 * @param up fraction a share may rise
 * @param badFall fraction a share may fall when its provider gives less than half as many good answers as the best
 * @param velocity sum of all absolute changes
 * @param awayStabilizationNanos a fall must be wanted for so long, unless the provider is bad
 * @param backStabilizationNanos a rise must be wanted for so long
 */
public record StepLimits(
        double down,
        double up,
        double badFall,
        double velocity,
        long awayStabilizationNanos,
        long backStabilizationNanos) {

    /** Per tick of the policy's interval; shorter ticks get their part of it. */
    static final double BAD_FALL = 0.5;

    static final double VELOCITY = 0.5;

    /** Changes smaller than this are not worth a move. */
    static final double DEAD_BAND = 0.015;

    /** No return for so long after a bad fall. */
    public static final long COOL_DOWN_NANOS = 15_000_000_000L;

    private static final long STARTING_STABILIZATION_NANOS = 10_000_000_000L;

    /** Ticks that came late do not add up to a leap. */
    private static final double LONGEST_TICK_INTERVALS = 2;

    /** Where an error budget burns fast: away without waiting, and twice as fast. */
    public StepLimits hurried() {
        return new StepLimits(Math.min(1, 2 * down), up, badFall, velocity, 0, backStabilizationNanos);
    }

    /** Nobody was left yet, so that nothing is a return: what waits does so only until chance is unlikely. */
    public StepLimits starting() {
        return new StepLimits(
                down,
                up,
                badFall,
                velocity,
                awayStabilizationNanos,
                Math.min(backStabilizationNanos, STARTING_STABILIZATION_NANOS));
    }

    public static StepLimits of(Shift shift, long elapsedNanos) {
        double interval = Math.max(shift.intervalNanos(), 1);
        double ticks = Math.clamp(elapsedNanos / interval, 0, LONGEST_TICK_INTERVALS);
        double seconds = ticks * interval / 1e9;
        return new StepLimits(
                Math.min(1, shift.away().maxPpmPerSecond() * seconds / Plan.WHOLE),
                Math.min(1, shift.back().maxPpmPerSecond() * seconds / Plan.WHOLE),
                BAD_FALL * Math.min(ticks, 1),
                VELOCITY * Math.min(ticks, 1),
                shift.away().stabilizationNanos(),
                shift.back().stabilizationNanos());
    }
}
