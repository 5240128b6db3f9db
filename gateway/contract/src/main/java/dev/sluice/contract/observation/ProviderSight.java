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
 * @param billed what probes took of the seller's quota and of money
 * @param lastError newest failure in words without secrets, or null
 * @param concurrencyLimit attempts that may be under way, as learned; null where none is
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
        Billed billed,
        @Nullable String lastError,
        @Nullable Integer concurrencyLimit) {

    /** Since the process started: probes that are requests, and what they cost by the price list, 10^-12 of its currency. */
    public record Billed(long requests, long costPicos) {
        public static final Billed NONE = new Billed(0, 0);

        public Billed plus(long picos) {
            return new Billed(requests + 1, costPicos + picos);
        }
    }

    public ProviderSight {
        // Gateways before this was counted do not tell.
        billed = billed == null ? Billed.NONE : billed;
    }

    /** One without a learned limit. */
    public ProviderSight(
            String provider,
            Health health,
            int inFlight,
            long probes,
            long probeFailures,
            long ejections,
            long headBlock,
            @Nullable Long probeNanos,
            Billed billed,
            @Nullable String lastError) {
        this(
                provider,
                health,
                inFlight,
                probes,
                probeFailures,
                ejections,
                headBlock,
                probeNanos,
                billed,
                lastError,
                null);
    }

    /** One whose probes cost nothing. */
    public ProviderSight(
            String provider,
            Health health,
            int inFlight,
            long probes,
            long probeFailures,
            long ejections,
            long headBlock,
            @Nullable Long probeNanos,
            @Nullable String lastError) {
        this(
                provider,
                health,
                inFlight,
                probes,
                probeFailures,
                ejections,
                headBlock,
                probeNanos,
                Billed.NONE,
                lastError);
    }

    /** EJECTED by outlier detection; UNHEALTHY by probes; UNKNOWN before the first answer. */
    public enum Health {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY,
        EJECTED
    }
}
