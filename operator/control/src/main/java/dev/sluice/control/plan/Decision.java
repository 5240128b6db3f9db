package dev.sluice.control.plan;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.PlanKey;

/**
 * One provider's share for one key, and why.
 *
 * @param sharePpm now in force
 * @param targetPpm where it is heading
 * @param declaredPpm by the pool's weights
 * @param health pooled over gateways by majority
 * @param inputs what was measured
 * @param reason one sentence for the person on call, under {@link Explain#MAX_CHARS} characters
 */
public record Decision(
        PlanKey key,
        String provider,
        int sharePpm,
        int targetPpm,
        int declaredPpm,
        Health health,
        Inputs inputs,
        String reason) {

    /**
     * What the decision stands on; {@link #UNKNOWN} (-1) where nothing was measured.
     *
     * @param p50Nanos of successes
     * @param p95Nanos of successes
     * @param errorPpm of attempts
     * @param requestsPerSecond attempts, all gateways together
     * @param pricePicos of one request, 10^-12 of the provider's currency
     * @param utility what it is worth, higher is better; comparable only within one key and tick
     */
    public record Inputs(
            long p50Nanos, long p95Nanos, long errorPpm, double requestsPerSecond, long pricePicos, double utility) {
        public static final long UNKNOWN = -1;
    }
}
