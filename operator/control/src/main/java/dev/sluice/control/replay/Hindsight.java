package dev.sluice.control.replay;

import dev.sluice.contract.plan.PlanKey;
import java.util.List;
import java.util.Map;

/**
 * What a configuration would have made of a recording.
 *
 * @param keys in the snapshot's order, those without a request left out
 * @param findings remarks of plans and for how many of them each held
 * @param plans made
 */
public record Hindsight(List<Key> keys, Map<String, Integer> findings, int plans) {
    public Hindsight {
        keys = List.copyOf(keys);
    }

    /**
     * @param source the measured key that stood for this one; the same where it was measured itself
     * @param requests in the recording
     * @param shares means over the requests, by provider
     * @param lastShares of the last plan, by provider
     * @param answered part of the requests
     * @param inTime part of the answers within the latency objective
     * @param costPicos of all requests, by currency
     * @param unmeasured part of the requests that goes to providers nothing is known of
     */
    public record Key(
            PlanKey key,
            PlanKey source,
            double requests,
            Map<String, Double> shares,
            Map<String, Double> lastShares,
            double answered,
            double inTime,
            Map<String, Double> costPicos,
            double unmeasured) {}
}
