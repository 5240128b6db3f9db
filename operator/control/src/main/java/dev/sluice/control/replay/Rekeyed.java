package dev.sluice.control.replay;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets what was measured under one policy speak for another: a key that nobody measured takes the traffic of the same pool and
 * class, or else of the pool's busiest class.
 *
 * @param sources the measured key that stands for each key asked for
 */
record Rekeyed(Map<PlanKey, PlanKey> sources) {

    static Rekeyed of(Collection<PlanKey> wanted, Map<PlanKey, Long> attempts) {
        Map<PlanKey, PlanKey> sources = new HashMap<>();
        for (PlanKey key : wanted) {
            if (attempts.containsKey(key)) {
                sources.put(key, key);
            } else {
                standIn(key, attempts).ifPresent(source -> sources.put(key, source));
            }
        }
        return new Rekeyed(Map.copyOf(sources));
    }

    private static Optional<PlanKey> standIn(PlanKey key, Map<PlanKey, Long> attempts) {
        return attempts.entrySet().stream()
                .filter(each -> each.getKey().pool().equals(key.pool()))
                .max(Comparator.<Map.Entry<PlanKey, Long>>comparingInt(
                                each -> each.getKey().requestClass().equals(key.requestClass()) ? 1 : 0)
                        .thenComparingLong(Map.Entry::getValue)
                        .thenComparing(each -> each.getKey().toString()))
                .map(Map.Entry::getKey);
    }

    Observation of(Observation observation) {
        Map<PlanKey, List<Traffic>> byKey = new HashMap<>();
        observation.traffic().forEach(each -> byKey.computeIfAbsent(each.key(), none -> new ArrayList<>())
                .add(each));
        List<Traffic> traffic = new ArrayList<>();
        sources.forEach(
                (key, source) -> byKey.getOrDefault(source, List.of()).forEach(each -> traffic.add(each.with(key))));
        return observation.with(traffic, observation.clients());
    }
}
