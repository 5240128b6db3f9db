package dev.sluice.control.plan.assess;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Pool.Member;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.forecast.DeclaredEvents;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.plan.assess.PlanKeys.Scope;
import dev.sluice.control.pooling.Pooled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much is asked for, in requests per second, and how much will be.
 *
 * @param now by key
 * @param usual by key: what it was before an event that is under way came near
 */
public record Demand(Map<PlanKey, Double> now, Map<PlanKey, Double> usual) {
    public static final Demand NONE = new Demand(Map.of(), Map.of());

    /** This far above the last half minute is growth and no noise; then the last seconds count. */
    private static final double GROWING = 1.15;

    public Demand {
        now = Map.copyOf(now);
        usual = Map.copyOf(usual);
    }

    /** @param events near, by policy */
    public Demand then(Pooled pooled, Map<String, DeclaredEvents> events) {
        Map<PlanKey, double[]> sums = new HashMap<>();
        pooled.cells().forEach((cell, view) -> {
            double[] sum = sums.computeIfAbsent(cell.key(), none -> new double[2]);
            sum[0] += view.attemptsPerSecond();
            sum[1] += view.recentPerSecond();
        });
        Map<PlanKey, Double> next = new HashMap<>();
        sums.forEach((key, sum) -> next.put(key, sum[1] > GROWING * sum[0] ? sum[1] : sum[0]));
        Map<PlanKey, Double> nextUsual = new HashMap<>();
        next.forEach((key, perSecond) -> {
            boolean unusual =
                    events.getOrDefault(key.policy(), DeclaredEvents.NONE).raiseDemand();
            nextUsual.put(key, unusual ? usual.getOrDefault(key, perSecond) : perSecond);
        });
        return new Demand(next, nextUsual);
    }

    /**
     * Attempts per second of all keys whose pool holds a provider, now or soon, whichever is more: an upper bound that nothing
     * books twice.
     */
    public Map<String, Double> bySeller(
            List<Scope> scopes,
            Map<String, Provider> providers,
            Foresight foresight,
            Map<String, DeclaredEvents> events) {
        Map<String, Double> bySeller = new HashMap<>();
        for (Scope scope : scopes) {
            double expected = expected(scope.key(), foresight);
            double declared = usual.getOrDefault(scope.key(), 0.0);
            DeclaredEvents near = events.getOrDefault(scope.policy().id(), DeclaredEvents.NONE);
            for (Member member : scope.pool().members()) {
                Provider provider = Objects.requireNonNull(providers.get(member.provider()), member.provider());
                double demand = Math.max(expected, declared * near.demandFactor(provider));
                bySeller.merge(provider.seller(), demand, Double::sum);
            }
        }
        return bySeller;
    }

    /** Whether more is expected of any key than is there. */
    public boolean grows(Foresight foresight, Map<String, DeclaredEvents> events) {
        return now.keySet().stream()
                .anyMatch(key -> expected(key, foresight) > now.getOrDefault(key, 0.0)
                        || events.getOrDefault(key.policy(), DeclaredEvents.NONE)
                                .raiseDemand());
    }

    /** All keys of a policy's Gateway together, at the horizon. */
    public double expected(Foresight foresight, Map<String, DeclaredEvents> events) {
        return now.keySet().stream()
                .mapToDouble(key -> Math.max(
                        expected(key, foresight),
                        usual.getOrDefault(key, 0.0)
                                * events.getOrDefault(key.policy(), DeclaredEvents.NONE)
                                        .demandFactor()))
                .sum();
    }

    public double total() {
        return now.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** A forecast of less growth than noise is none. */
    private double expected(PlanKey key, Foresight foresight) {
        double seen = now.getOrDefault(key, 0.0);
        double foreseen = foresight.demand(key, seen);
        return foreseen > GROWING * seen ? foreseen : seen;
    }
}
