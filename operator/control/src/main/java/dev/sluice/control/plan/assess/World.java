package dev.sluice.control.plan.assess;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.QuotaStand;
import dev.sluice.control.forecast.DeclaredEvents;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.objective.ClassKey;
import dev.sluice.control.objective.ErrorBudget.Level;
import dev.sluice.control.plan.bound.ActiveOverride;
import dev.sluice.control.pooling.Pooled;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all keys of one tick share, since health, capacity and spend belong to providers and policies, not to keys.
 *
 * @param providers by id
 * @param pooled what gateways saw
 * @param outages who is down
 * @param foresight what is expected of providers; {@link Foresight#NONE} looks nowhere
 * @param silent who is asked and has stopped to answer
 * @param measuredCapacity requests per second of sellers that refused more, by seller
 * @param demandNow of all keys that could use a provider, by seller, in requests per second
 * @param demandPerSecond the same as it will be shortly
 * @param events near, by policy
 * @param books how money and quotas stand
 * @param burning how urgent error budgets are, by class; those that last are left out
 * @param overrides in force
 * @param nowNanos of this tick
 */
public record World(
        Map<String, Provider> providers,
        Pooled pooled,
        Outages outages,
        Foresight foresight,
        Set<String> silent,
        Map<String, Double> measuredCapacity,
        Map<String, Double> demandNow,
        Map<String, Double> demandPerSecond,
        Map<String, DeclaredEvents> events,
        Books books,
        Map<ClassKey, Level> burning,
        List<ActiveOverride> overrides,
        long nowNanos) {

    public Provider provider(String id) {
        Provider provider = providers.get(id);
        if (provider == null) {
            throw new IllegalArgumentException("the snapshot's pools name provider " + id + ", which it does not hold");
        }
        return provider;
    }

    public DeclaredEvents events(Policy policy) {
        return events.getOrDefault(policy.id(), DeclaredEvents.NONE);
    }

    /**
     * Highest share of any key of a policy that keeps a provider within its capacity, whatever the other keys do.
     *
     * @param headroom part of the capacity that is planned with
     */
    public double capacityShare(Provider provider, Policy policy, double headroom) {
        double left = events(policy).capacityFactor(provider);
        double demand = demandPerSecond.getOrDefault(provider.seller(), 0.0);
        double capacity = capacity(provider) * left;
        if (left == 0) {
            return 0;
        }
        return capacity == 0 || demand <= 0 ? 1 : Math.min(1, headroom * capacity / demand);
    }

    /** Whether the demand planned for is above what is there. */
    public boolean isDemandForeseen(Provider provider) {
        return demandPerSecond.getOrDefault(provider.seller(), 0.0) > demandNow.getOrDefault(provider.seller(), 0.0);
    }

    public Level burning(PlanKey key) {
        return burning.getOrDefault(ClassKey.of(key), Level.KEPT);
    }

    /** Highest share of any key with which a provider's quota lasts, whatever the other keys do. */
    public double quotaShare(Provider provider) {
        QuotaStand quota = books.quotas().get(provider.seller());
        double demand = quota == null ? 0 : demandPerSecond.getOrDefault(provider.seller(), 0.0);
        return quota == null || demand <= 0 ? 1 : Math.min(1, quota.perSecond() / demand);
    }

    /** Requests per second by its own word, or fewer where it was seen to refuse them; 0 where nobody knows. */
    public double capacity(Provider provider) {
        int declared = provider.capacity().requestsPerSecond();
        Double measured = measuredCapacity.get(provider.seller());
        return measured == null ? declared : declared == 0 ? measured : Math.min(declared, measured);
    }
}
