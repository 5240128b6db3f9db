package dev.sluice.contract.snapshot;

/**
 * How the plan moves.
 *
 * @param mode Observe plans without acting
 * @param suspended declared weights stay in force
 * @param intervalNanos between plans
 * @param away bounds when leaving a provider
 * @param back bounds when returning to it
 * @param planTtlNanos a plan older than this is not followed
 * @param localDeviationPpm how far a gateway may leave the plan's share on its own, e.g. 50000
 */
public record Shift(
        Mode mode,
        boolean suspended,
        long intervalNanos,
        Direction away,
        Direction back,
        long planTtlNanos,
        int localDeviationPpm) {

    public enum Mode {
        OBSERVE,
        ENFORCE
    }

    /** @param maxPpmPerSecond of share; @param stabilizationNanos a change must be wanted for so long */
    public record Direction(int maxPpmPerSecond, long stabilizationNanos) {}

    public static final Shift DEFAULT = new Shift(
            Mode.ENFORCE,
            false,
            5_000_000_000L,
            new Direction(40_000, 0),
            new Direction(20_000, 30_000_000_000L),
            60_000_000_000L,
            50_000);
}
