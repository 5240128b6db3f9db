package dev.sluice.control.plan.assess;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
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
 * @param demandPerSecond of all keys that could use a provider, by seller
 * @param priceFactors how much more a price weighs under budget pressure, by policy
 * @param overrides in force
 * @param nowNanos of this tick
 */
public record World(
        Map<String, Provider> providers,
        Pooled pooled,
        Outages outages,
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
        int capacity = provider.capacity().requestsPerSecond();
        return capacity == 0 || demand <= 0 ? 1 : Math.min(1, Fill.CAPACITY_HEADROOM * capacity / demand);
    }
}
