package dev.sluice.control.plan.assess;

import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.step.Standing;
import dev.sluice.control.plan.worth.Estimate;
import dev.sluice.control.plan.worth.Worth;
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
 * @param disputed whether gateways contradict each other on it without a majority
 * @param estimate for this key
 * @param worth of an answer from it
 * @param standing what follows for its share
 */
public record Candidate(
        Provider provider,
        int weight,
        int declaredPpm,
        int priority,
        @Nullable String refusal,
        ProviderView view,
        boolean disputed,
        Estimate estimate,
        Worth worth,
        Standing standing) {

    private static final double MOST_FAIL = 0.5;

    public double utility() {
        return worth.utility();
    }

    /** Whether most of what it is sent comes back with an answer, however slow. */
    public boolean answers() {
        return eligible() && standing != Standing.DOWN && estimate.errorRate() < MOST_FAIL;
    }

    public boolean eligible() {
        return refusal == null;
    }
}
