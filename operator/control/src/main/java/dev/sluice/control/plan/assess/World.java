package dev.sluice.control.plan.assess;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.plan.bound.ActiveOverride;
import dev.sluice.control.plan.fill.Fill;
import dev.sluice.control.pooling.Pooled;
import java.util.List;
import java.util.Map;

/**
 * What all keys of one tick share, since health, capacity and spend belong to providers and policies, not to keys.
 *
 * @param providers by id
 * @param pooled what gateways saw
 * @param outages who is down
 * @param foresight what is expected of providers; {@link Foresight#NONE} looks nowhere
 * @param measuredCapacity requests per second of sellers that refused more, by seller
 * @param demandPerSecond of all keys that could use a provider, by seller
 * @param priceFactors how much more a price weighs under budget pressure, by policy
 * @param overrides in force
 * @param nowNanos of this tick
 */
public record World(
        Map<String, Provider> providers,
        Pooled pooled,
        Outages outages,
        Foresight foresight,
        Map<String, Double> measuredCapacity,
        Map<String, Double> demandPerSecond,
        Map<String, Double> priceFactors,
        List<ActiveOverride> overrides,
        long nowNanos) {

    public Provider provider(String id) {
        Provider provider = providers.get(id);
        if (provider == null) {
            throw new IllegalArgumentException("the snapshot's pools name provider " + id + ", which it does not hold");
        }
        return provider;
    }

    public double priceFactor(Policy policy) {
        return priceFactors.getOrDefault(policy.id(), 1.0);
    }

    /** Highest share of any key that keeps a provider within its capacity, whatever the other keys do. */
    public double capacityShare(Provider provider) {
        double demand = demandPerSecond.getOrDefault(provider.seller(), 0.0);
        double capacity = capacity(provider);
        return capacity == 0 || demand <= 0 ? 1 : Math.min(1, Fill.CAPACITY_HEADROOM * capacity / demand);
    }

    /** Requests per second by its own word, or fewer where it was seen to refuse them; 0 where nobody knows. */
    public double capacity(Provider provider) {
        int declared = provider.capacity().requestsPerSecond();
        Double measured = measuredCapacity.get(provider.seller());
        return measured == null ? declared : declared == 0 ? measured : Math.min(declared, measured);
    }
}
