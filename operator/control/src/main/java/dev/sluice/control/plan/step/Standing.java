package dev.sluice.control.plan.step;

/** What a provider's state means for its share, from out to best. */
public enum Standing {
    /** A hard bound keeps it out. */
    REFUSED,
    /** Ejected, or unhealthy for long enough to be believed. */
    DOWN,
    /** Fewer than half as many good answers as the best gives. */
    FAILING,
    /** Clearly fewer good answers than the best gives. */
    DECLINING,
    /** Too little was seen. */
    UNKNOWN,
    GOOD;

    /** Whether it may be given more. */
    public boolean usable() {
        return this == DECLINING || this == UNKNOWN || this == GOOD;
    }

    /** Whether its traffic should leave without waiting. */
    public boolean leaving() {
        return this == DOWN || this == FAILING || this == DECLINING;
    }

    /** Whether its traffic should leave as fast as anything may. */
    public boolean bad() {
        return this == DOWN || this == FAILING;
    }
}
