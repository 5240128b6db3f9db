package dev.sluice.control.plan;

import dev.sluice.contract.plan.PlanKey;
import org.jspecify.annotations.Nullable;

/**
 * Something about a plan that belongs in a condition or an event.
 *
 * @param kind what sort
 * @param key what it is about, or null for the whole Gateway
 * @param subject the bound, provider or reporter by name
 * @param message one sentence: what, and what was done
 */
public record PlanFinding(Kind kind, @Nullable PlanKey key, String subject, String message) {

    /** In the words of conditions. */
    public enum Kind {
        /** A soft bound could not be met and was relaxed as far as needed. */
        CONSTRAINTS_RELAXED,
        /** A soft bound could not be met and the policy asks to refuse then. */
        REFUSED,
        /** No provider passes the hard bounds. */
        NO_ELIGIBLE_PROVIDER,
        /** Nothing fresh was measured; shares are held. */
        NO_DATA,
        /** Every eligible provider looks bad; shares are held. */
        ALL_BAD,
        /** A gateway process deviates from the others and was outvoted. */
        REPORTER_DEVIATES,
        /** A provider does far better for probes than for requests; its probes say nothing. */
        PROBES_FLATTER,
        /** Gateways contradict each other without a majority; shares are held. */
        REPORTERS_DISAGREE,
        /** Demand is more than the providers said they can take. */
        CAPACITY_EXCEEDED,
        /** At this rate an error budget is gone within days; who errs is left faster. */
        BURNING_FAST,
        /** An error budget does not last, or is spent; who errs is left sooner. */
        BURNING_SLOWLY,
        /** Price weighs more than the intent wants, so that spend follows the budget. */
        SAVING,
        /** Nothing cheaper is left, and a budget is exceeded all the same; it is relaxed, or requests are refused. */
        OVER_BUDGET,
        /** A provider's requests for the month are used up. */
        QUOTA_USED_UP,
        /** A TrafficOverride is being followed. */
        OVERRIDDEN
    }
}
