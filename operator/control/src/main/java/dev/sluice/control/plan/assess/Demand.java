package dev.sluice.control.plan.assess;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Pool.Member;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.assess.PlanKeys.Scope;
import dev.sluice.control.pooling.Pooled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How much traffic could meet in one provider. */
public final class Demand {
    /** This far above the last half minute is growth and no noise; then the last seconds count. */
    private static final double GROWING = 1.15;

    private Demand() {}

    /** Attempts per second of all keys whose pool holds the provider: an upper bound that nothing books twice. */
    public static Map<String, Double> bySeller(List<Scope> scopes, Pooled pooled, Map<String, Provider> providers) {
        Map<PlanKey, Double> byKey = new HashMap<>();
        Map<PlanKey, Double> recent = new HashMap<>();
        pooled.cells().forEach((cell, view) -> {
            byKey.merge(cell.key(), view.attemptsPerSecond(), Double::sum);
            recent.merge(cell.key(), view.recentPerSecond(), Double::sum);
        });
        byKey.replaceAll((key, usual) -> {
            double now = recent.getOrDefault(key, 0.0);
            return now > GROWING * usual ? now : usual;
        });
        Map<String, Double> bySeller = new HashMap<>();
        for (Scope scope : scopes) {
            double demand = byKey.getOrDefault(scope.key(), 0.0);
            for (Member member : scope.pool().members()) {
                Provider provider = Objects.requireNonNull(providers.get(member.provider()), member.provider());
                bySeller.merge(provider.seller(), demand, Double::sum);
            }
        }
        return bySeller;
    }
}
