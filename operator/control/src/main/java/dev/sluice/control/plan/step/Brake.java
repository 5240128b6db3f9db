package dev.sluice.control.plan.step;

/** What keeps a share from moving to its target at once. */
public enum Brake {
    /** It is there, or gets there in this tick. */
    NONE,
    /** The difference is not worth a move. */
    DEAD_BAND,
    /** More is wanted, but not for long enough yet. */
    STABILIZING,
    /** It fell badly a short while ago. */
    COOLING,
    /** The step's limit. */
    RATE
}
