package dev.sluice.control.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in one interval of the history.
 *
 * @param atMillis wall clock at the interval's end
 * @param gateways one per Gateway that serves
 */
public record Sample(long atMillis, List<GatewaySample> gateways) {
    public Sample {
        gateways = List.copyOf(gateways);
    }

    /** What a Gateway's clients saw, and its pools. */
    public record GatewaySample(String gateway, ClientSample clients, List<PoolSample> pools) {
        public GatewaySample {
            pools = List.copyOf(pools);
        }
    }

    /**
     * @param requestsPerSecond answered
     * @param failuresPerSecond answered 5xx or not at all
     * @param retriesPerSecond attempts after the first
     * @param p95Millis over the last few seconds; null without answers
     */
    public record ClientSample(
            double requestsPerSecond,
            double failuresPerSecond,
            double retriesPerSecond,
            @Nullable Double p95Millis) {}

    /** A pool of a Gateway, over all its policies and request classes. */
    public record PoolSample(String pool, List<ProviderSample> providers) {
        public PoolSample {
            providers = List.copyOf(providers);
        }
    }

    /**
     * A member of a pool.
     *
     * @param share of the pool's first attempts; null without traffic
     * @param planned share asked for by the plan, weighted by each class's traffic; null without a plan
     * @param requestsPerSecond attempts, retries included
     * @param errorRate failed part of the attempts; null without attempts
     * @param p95Millis of answers over the last few seconds; null without answers
     * @param costPerHour at this second's rate, in the provider's currency
     * @param health as the gateway measured it
     * @param forecast newest; null where too little is measured for one
     */
    public record ProviderSample(
            String provider,
            @Nullable Double share,
            @Nullable Double planned,
            double requestsPerSecond,
            @Nullable Double errorRate,
            @Nullable Double p95Millis,
            double costPerHour,
            String health,
            @Nullable ForecastSample forecast) {}
}
