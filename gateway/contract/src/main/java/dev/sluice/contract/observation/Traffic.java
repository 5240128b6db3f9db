package dev.sluice.contract.observation;

import dev.sluice.contract.plan.PlanKey;
import java.util.List;
import java.util.Map;

/**
 * Attempts at one provider for one plan key, cumulative since the process started.
 *
 * @param key policy, pool, class
 * @param provider id
 * @param firstAttempts attempts that were not retries or hedges: what shares count
 * @param attempts all, each of which cost money
 * @param successes answers, reverts and client errors included
 * @param failures by kind
 * @param costPicos 10^-12 of the provider's currency
 * @param latency newest completed windows of successes, oldest first
 */
public record Traffic(
        PlanKey key,
        String provider,
        long firstAttempts,
        long attempts,
        long successes,
        Map<Failure, Long> failures,
        long costPicos,
        List<LatencyWindow> latency) {
    public Traffic {
        failures = Map.copyOf(failures);
        latency = List.copyOf(latency);
    }

    /** The same with other windows. */
    public Traffic with(List<LatencyWindow> windows) {
        return new Traffic(key, provider, firstAttempts, attempts, successes, failures, costPicos, windows);
    }

    /** The same under another key. */
    public Traffic with(PlanKey other) {
        return new Traffic(other, provider, firstAttempts, attempts, successes, failures, costPicos, latency);
    }

    public long failed() {
        long failed = 0;
        for (long each : failures.values()) {
            failed += each;
        }
        return failed;
    }
}
