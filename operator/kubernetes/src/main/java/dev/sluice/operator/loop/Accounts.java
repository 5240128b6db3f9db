package dev.sluice.operator.loop;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.Budgets;
import dev.sluice.control.account.Ledger;
import dev.sluice.control.account.Regulator;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.BudgetRegulation;
import dev.sluice.crds.v1alpha1.policy.RoutingPolicyStatus;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.crds.v1alpha1.provider.PriceSpec;
import dev.sluice.operator.status.PolicyMoney;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Providers and RoutingPolicies cost, from where an earlier leader's checkpoint ended. Owned by the control thread. */
final class Accounts {
    private final Ledger providers = Ledger.ofProviders();
    private final Budgets policies = new Budgets();
    private final Set<String> restored = new HashSet<>();
    private final Set<String> restoredPolicies = new HashSet<>();
    private Books books = Books.NONE;

    void absorb(Observation reading, long nowMillis) {
        providers.absorb(reading, nowMillis);
        policies.absorb(reading, nowMillis);
    }

    /** Who is new, so that the next leader knows it. @param until milliseconds, by Provider, {@code namespace/name} */
    void onProbation(Map<String, Long> until, long nowMillis) {
        until.forEach((id, millis) -> providers.onProbation(id, millis, nowMillis));
    }

    /** By Provider, {@code namespace/name}; each one's checkpoint is taken over when it is first seen. */
    Map<String, Accounting> of(Resources resources, long nowMillis) {
        Map<String, Accounting> accounting = new HashMap<>();
        for (Provider provider : resources.providers()) {
            String id = ObjectRef.of(provider).id();
            if (restored.add(id) && provider.getStatus() != null) {
                Accounting written = provider.getStatus().accounting();
                if (written != null) {
                    providers.restore(id, written, nowMillis);
                }
            }
            PriceSpec price = provider.getSpec().price();
            if (price != null) {
                providers.priced(id, price.currency(), nowMillis);
            }
            providers.checkpoint(id, nowMillis).ifPresent(each -> accounting.put(id, each));
        }
        restored.retainAll(accounting.keySet());
        providers.retain(accounting.keySet());
        return accounting;
    }

    /** By RoutingPolicy, {@code namespace/name}: those with a budget. Of others nothing has to outlive a leader. */
    Map<String, PolicyMoney> ofPolicies(long nowMillis) {
        Map<String, PolicyMoney> money = new HashMap<>();
        books.budgets().forEach((id, stand) -> policies.checkpoint(id, nowMillis)
                .ifPresent(each -> money.put(id, new PolicyMoney(each, stand))));
        return money;
    }

    /** Moves budgets and quotas on. @param snapshots of all Gateways */
    Books books(Resources resources, List<ConfigSnapshot> snapshots, long nowMillis) {
        policies.serve(snapshots, nowMillis);
        Set<String> there = new HashSet<>();
        for (RoutingPolicy policy : resources.policies()) {
            String id = ObjectRef.of(policy).id();
            there.add(id);
            RoutingPolicyStatus status = policy.getStatus();
            if (restoredPolicies.add(id) && status != null && status.accounting() != null) {
                BudgetRegulation left = status.regulation();
                policies.restore(
                        id,
                        status.accounting(),
                        left == null ? Regulator.IDLE : regulator(left.dayPriceWeightPpm(), left.dayRefusedPpm()),
                        left == null ? Regulator.IDLE : regulator(left.monthPriceWeightPpm(), left.monthRefusedPpm()),
                        nowMillis);
            }
        }
        restoredPolicies.retainAll(there);
        books = Books.of(policies.regulate(nowMillis), snapshots, providers, nowMillis);
        return books;
    }

    private static Regulator regulator(@Nullable Integer priceWeightPpm, @Nullable Integer refusedPpm) {
        return Regulator.of(part(priceWeightPpm), part(refusedPpm));
    }

    private static double part(@Nullable Integer ppm) {
        return ppm == null ? 0 : ppm / (double) Plan.WHOLE;
    }
}
