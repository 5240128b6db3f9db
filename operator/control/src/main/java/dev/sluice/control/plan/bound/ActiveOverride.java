package dev.sluice.control.plan.bound;

import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Provider;

/**
 * A TrafficOverride that is in force: a human's hand on some providers, always until a moment.
 *
 * @param id {@code namespace/name} of the TrafficOverride
 * @param by what {@code value} names
 * @param value the provider, class, region, organization, cloud or jurisdiction
 * @param action what is asked
 * @param ppm share of the whole group for PIN and CAP; ignored for DRAIN
 * @param untilNanos when it ends, in the planner's clock
 */
public record ActiveOverride(String id, By by, String value, Action action, int ppm, long untilNanos) {

    public enum Action {
        /** No traffic at all, at once; as hard as law. */
        DRAIN,
        /** Exactly this share of traffic, shared among the group. */
        PIN,
        /** At most this share of traffic, shared among the group. */
        CAP
    }

    public ActiveOverride {
        if (ppm < 0 || ppm > 1_000_000) {
            throw new IllegalArgumentException("override " + id + " asks for " + ppm + " ppm");
        }
    }

    public boolean inForce(long nowNanos) {
        return untilNanos - nowNanos > 0;
    }

    public boolean covers(Provider provider) {
        return Group.of(by, provider).contains(value);
    }
}
