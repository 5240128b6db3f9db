package dev.sluice.control.objective;

import dev.sluice.contract.plan.PlanKey;

/** What an objective is judged for: a request class of an effective policy, over all its pools. */
public record ClassKey(String policy, String requestClass) {
    public static ClassKey of(PlanKey key) {
        return new ClassKey(key.policy(), key.requestClass());
    }
}
