package dev.sluice.contract.observation;

import org.jspecify.annotations.Nullable;

/**
 * How a provider looks from this gateway. Health is what was measured here, never what the provider says of itself.
 *
 * @param provider id
 * @param health by probes and by real answers
 * @param inFlight attempts under way
 * @param probes sent since the process started
 * @param probeFailures of these
 * @param ejections since the process started
 * @param headBlock newest block seen; -1 where unknown
 * @param probeNanos latency of good probes, fading; null before the first, and from gateways that do not tell
 * @param lastError newest failure in words without secrets, or null
 */
public record ProviderSight(
        String provider,
        Health health,
        int inFlight,
        long probes,
        long probeFailures,
        long ejections,
        long headBlock,
        @Nullable Long probeNanos,
        @Nullable String lastError) {

    /** EJECTED by outlier detection; UNHEALTHY by probes; UNKNOWN before the first answer. */
    public enum Health {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY,
        EJECTED
    }
}
