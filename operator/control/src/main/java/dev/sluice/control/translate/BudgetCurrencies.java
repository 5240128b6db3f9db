package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Budgets that bound nothing, since what they are for is counted in another currency. Nothing here converts money. */
final class BudgetCurrencies {
    private BudgetCurrencies() {}

    /** At most one for each policy; the policy's other wishes stay in force. */
    static Map<ObjectRef, Problem> problems(List<GatewayConfig> configs, List<RoutingPolicy> policies) {
        Map<ObjectRef, Problem> problems = new TreeMap<>();
        for (RoutingPolicy policy : policies) {
            var objectives = policy.getSpec().objectives();
            if (objectives != null && objectives.budget() != null) {
                ObjectRef ref = ObjectRef.of(policy);
                String currency = objectives.budget().currency();
                configs.stream()
                        .map(GatewayConfig::snapshot)
                        .flatMap(snapshot -> uncounted(ref, currency, snapshot).stream())
                        .findFirst()
                        .ifPresent(why -> problems.put(
                                ref,
                                new Problem(
                                        "spec.objectives.budget.currency",
                                        currency + " counts nothing here: " + why
                                                + "; expected budgets and prices in one currency")));
            }
        }
        return problems;
    }

    private static Optional<String> uncounted(ObjectRef ref, String currency, ConfigSnapshot snapshot) {
        return snapshot.policies().stream()
                .filter(policy -> List.of(policy.id().split("\\+")).contains(ref.id()))
                .flatMap(policy -> priced(policy, currency, snapshot))
                .findFirst();
    }

    private static Stream<String> priced(Policy policy, String currency, ConfigSnapshot snapshot) {
        List<String> pools = snapshot.routes().stream()
                .flatMap(route -> route.rules().stream())
                .flatMap(rule -> rule.backends().stream())
                .filter(backend -> backend.policy().equals(policy.id()))
                .flatMap(backend -> backend.target() instanceof Backend.ToPool to ? Stream.of(to.id()) : Stream.empty())
                .toList();
        List<String> members = snapshot.pools().stream()
                .filter(pool -> pools.contains(pool.id()))
                .flatMap(pool -> pool.members().stream())
                .map(Pool.Member::provider)
                .toList();
        return snapshot.providers().stream()
                .filter(provider -> members.contains(provider.id()))
                .filter(provider -> policy.constraints().permits(provider))
                .filter(provider ->
                        !provider.price().free() && !provider.price().currency().equals(currency))
                .map(BudgetCurrencies::price);
    }

    private static String price(Provider provider) {
        String seller = provider.seller();
        return "Provider/" + seller.substring(seller.indexOf('/') + 1) + " is priced in "
                + provider.price().currency();
    }
}
