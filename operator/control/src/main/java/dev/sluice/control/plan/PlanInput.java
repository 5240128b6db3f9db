package dev.sluice.control.plan;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.plan.bound.ActiveOverride;
import java.util.List;

/**
 * All a plan is made from.
 *
 * @param snapshot what is served; its policies, pools and providers bound the plan
 * @param observations the newest reading of each gateway process that answered; a missing one costs precision, not truth
 * @param overrides a human's hand, whether still in force is judged against {@code nowNanos}
 * @param books how money and quotas stand, over all Gateways
 * @param previous state returned by the plan before, or {@link PlanState#start}
 * @param epoch of the plan to write
 * @param revision of the plan to write
 * @param nowMillis wall clock, of the same moment
 * @param nowNanos monotonic, in the same clock for every call with this state
 */
public record PlanInput(
        ConfigSnapshot snapshot,
        List<Observation> observations,
        List<ActiveOverride> overrides,
        Books books,
        PlanState previous,
        long epoch,
        long revision,
        long nowMillis,
        long nowNanos) {
    public PlanInput {
        observations = List.copyOf(observations);
        overrides = List.copyOf(overrides);
    }
}
