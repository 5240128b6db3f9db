package dev.sluice.control.plan;

import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.pooling.ProviderView;
import org.jspecify.annotations.Nullable;

/**
 * A pool member while a plan is being made.
 *
 * @param provider who
 * @param weight declared
 * @param declaredPpm share by declared weight in the first priority that may serve
 * @param priority lower is filled first
 * @param refusal which hard bound keeps it out, or null
 * @param view the provider over all keys
 * @param estimate for this key
 * @param worth of an answer from it
 * @param standing what follows for its share
 */
record Candidate(
        Provider provider,
        int weight,
        int declaredPpm,
        int priority,
        @Nullable String refusal,
        ProviderView view,
        Estimate estimate,
        Worth worth,
        Standing standing) {

    /** From out to best. */
    enum Standing {
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
        boolean usable() {
            return this == DECLINING || this == UNKNOWN || this == GOOD;
        }

        /** Whether its traffic should leave without waiting. */
        boolean leaving() {
            return this == DOWN || this == FAILING || this == DECLINING;
        }

        /** Whether its traffic should leave as fast as the bounds of the field allow. */
        boolean bad() {
            return this == DOWN || this == FAILING;
        }
    }

    double utility() {
        return worth.utility();
    }

    boolean eligible() {
        return refusal == null;
    }
}
