package dev.sluice.control.plan.step;

import org.jspecify.annotations.Nullable;

/**
 * One share on its way: how far it may move in this tick, judged alone.
 *
 * @param from fraction in force
 * @param target fraction wanted
 * @param floor its exploration
 * @param standing of its provider
 * @param overBound whether a bound it is under is exceeded by the shares in force
 * @param strained whether its provider suffers under growing load
 * @param state its timers
 */
public record Mover(
        double from,
        double target,
        double floor,
        Standing standing,
        boolean overBound,
        boolean strained,
        ShareState state) {

    private static final double ALMOST = 1e-6;

    public double gap() {
        return target - from;
    }

    /** Falls that do not wait: bad, declining, or over a bound. */
    boolean mustLeave() {
        return gap() < -ALMOST && (standing.leaving() || overBound);
    }

    /** Floors are met and left shares emptied to the last bit. */
    boolean inDeadBand() {
        boolean toFloor = belowFloor() || target <= floor + ALMOST;
        return Math.abs(gap()) < (toFloor ? ALMOST : StepLimits.DEAD_BAND);
    }

    boolean belowFloor() {
        return from < floor - ALMOST && target >= floor - ALMOST;
    }

    double fall(StepLimits limits, long nowNanos) {
        if (gap() >= 0 || inDeadBand()) {
            return 0;
        }
        boolean waits = !standing.bad()
                && !overBound
                && !wantedFor(state.fallSinceNanos(), limits.awayStabilizationNanos(), nowNanos);
        double limit = standing.bad() ? Math.max(limits.badFall(), limits.down()) : limits.down();
        return waits ? 0 : Math.min(-gap(), limit);
    }

    /** Rise of its own merit. */
    double comeBack(StepLimits limits, long nowNanos) {
        if (belowFloor()) {
            return Math.min(floor - from, limits.up());
        }
        boolean waits = inDeadBand()
                || standing.bad()
                || cooling(nowNanos)
                || !wantedFor(state.riseSinceNanos(), limits.backStabilizationNanos(), nowNanos);
        return gap() <= 0 || waits ? 0 : Math.min(gap(), limits.up());
    }

    /** Rise by what has to leave elsewhere. @param choosy whether others can take what this one had better not */
    double takeIn(boolean choosy, long nowNanos) {
        if (gap() <= 0 || standing.bad() || choosy && cooling(nowNanos)) {
            return 0;
        }
        return Math.min(gap(), DestinationGuard.room(from, choosy && strained));
    }

    boolean cooling(long nowNanos) {
        Long fell = state.badFallNanos();
        return fell != null && nowNanos - fell < StepLimits.COOL_DOWN_NANOS;
    }

    public Brake brake(double next, StepLimits limits, long nowNanos) {
        double left = target - next;
        if (Math.abs(left) <= ALMOST) {
            return Brake.NONE;
        }
        if (Math.abs(next - from) > ALMOST) {
            return Brake.RATE;
        }
        if (inDeadBand()) {
            return Brake.DEAD_BAND;
        }
        if (left > 0 && cooling(nowNanos)) {
            return Brake.COOLING;
        }
        Long since = left > 0 ? state.riseSinceNanos() : state.fallSinceNanos();
        long needed = left > 0 ? limits.backStabilizationNanos() : limits.awayStabilizationNanos();
        return wantedFor(since, needed, nowNanos) ? Brake.RATE : Brake.STABILIZING;
    }

    /** The state after this tick. */
    public ShareState after(double next, int ppm, long nowNanos) {
        boolean still = inDeadBand();
        boolean badFall = standing.bad() && from - next > StepLimits.DEAD_BAND;
        return new ShareState(
                ppm,
                gap() > 0 && !still ? since(state.riseSinceNanos(), nowNanos) : null,
                gap() < 0 && !still ? since(state.fallSinceNanos(), nowNanos) : null,
                badFall ? Long.valueOf(nowNanos) : state.badFallNanos(),
                state.isNew(nowNanos) ? state.joinedNanos() : null);
    }

    private static Long since(@Nullable Long running, long nowNanos) {
        return running != null ? running : Long.valueOf(nowNanos);
    }

    private static boolean wantedFor(@Nullable Long since, long neededNanos, long nowNanos) {
        return neededNanos <= 0 || since != null && nowNanos - since >= neededNanos;
    }
}
