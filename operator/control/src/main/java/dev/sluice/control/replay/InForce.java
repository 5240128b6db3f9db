package dev.sluice.control.replay;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.plan.PlanResult;
import java.util.HashMap;
import java.util.Map;

/**
 * What a plan says of requests until the next one.
 *
 * @param shares in millionths, by key and provider
 * @param refusals part of a key's requests that is refused, in millionths
 */
record InForce(Map<PlanKey, Map<String, Integer>> shares, Map<PlanKey, Integer> refusals) {
    static final InForce NOTHING = new InForce(Map.of(), Map.of());

    static InForce of(PlanResult result) {
        Map<PlanKey, Map<String, Integer>> shares = new HashMap<>();
        for (Decision each : result.decisions()) {
            shares.computeIfAbsent(each.key(), none -> new HashMap<>()).put(each.provider(), each.sharePpm());
        }
        Map<PlanKey, Integer> refusals = new HashMap<>();
        result.plan().refusals().forEach(each -> refusals.put(each.key(), each.ppm()));
        return new InForce(shares, refusals);
    }

    double refused(PlanKey key) {
        return refusals.getOrDefault(key, 0) / (double) Plan.WHOLE;
    }
}
