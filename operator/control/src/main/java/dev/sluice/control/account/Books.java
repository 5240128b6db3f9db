package dev.sluice.control.account;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How money and quotas stand, for those who plan.
 *
 * @param budgets by RoutingPolicy, {@code namespace/name}
 * @param quotas by provider, {@code namespace/name}
 */
public record Books(Map<String, BudgetStand> budgets, Map<String, QuotaStand> quotas) {
    public static final Books NONE = new Books(Map.of(), Map.of());

    public Books {
        budgets = Map.copyOf(budgets);
        quotas = Map.copyOf(quotas);
    }

    /** @param providers what each was asked */
    public static Books of(
            Map<String, BudgetStand> budgets, List<ConfigSnapshot> snapshots, Ledger providers, long nowMillis) {
        Map<String, QuotaStand> quotas = new HashMap<>();
        for (ConfigSnapshot snapshot : snapshots) {
            for (Provider provider : snapshot.providers()) {
                if (!provider.quota().equals(Provider.Quota.NONE)) {
                    String seller = provider.seller();
                    quotas.put(
                            seller,
                            QuotaStand.of(
                                    provider.quota(),
                                    providers.spend(seller, nowMillis),
                                    providers.readers(seller, nowMillis),
                                    nowMillis));
                }
            }
        }
        return new Books(budgets, quotas);
    }

    /** Those of the RoutingPolicies that an effective policy was merged from. */
    public List<BudgetStand> budgetsOf(String effective) {
        return Budgets.merged(effective).stream()
                .filter(budgets::containsKey)
                .map(budgets::get)
                .toList();
    }

    /** What a price weighs more for an effective policy: the strictest of its budgets decides. */
    public double priceWeight(String effective) {
        return budgetsOf(effective).stream()
                .mapToDouble(BudgetStand::priceWeight)
                .max()
                .orElse(0);
    }
}
