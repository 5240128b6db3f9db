package dev.sluice.control.replay;

import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.plan.PlanKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What really happened in a recording.
 *
 * @param fromMillis of the first reading
 * @param untilMillis of the last one
 * @param keys by policy, pool and class
 */
public record Past(long fromMillis, long untilMillis, Map<PlanKey, Key> keys) {

    /** @param requests first attempts; @param shares of them, by provider; @param costPicos of all attempts, by provider */
    public record Key(long requests, Map<String, Double> shares, Map<String, Double> costPicos) {}

    /** @param readings of one Gateway, oldest first, at least one */
    public static Past of(List<Reading> readings) {
        Counted counted = new Counted();
        Map<PlanKey, Map<String, Counted.News>> sums = new HashMap<>();
        for (Reading reading : readings) {
            counted.since(reading)
                    .forEach((key, providers) ->
                            providers.forEach((provider, news) -> sums.computeIfAbsent(key, none -> new TreeMap<>())
                                    .merge(provider, news, Counted.News::plus)));
        }
        Map<PlanKey, Key> keys = new HashMap<>();
        sums.forEach((key, providers) -> keys.put(key, key(providers)));
        return new Past(readings.getFirst().atMillis(), readings.getLast().atMillis(), Map.copyOf(keys));
    }

    private static Key key(Map<String, Counted.News> providers) {
        long requests = providers.values().stream()
                .mapToLong(Counted.News::firstAttempts)
                .sum();
        Map<String, Double> shares = new TreeMap<>();
        Map<String, Double> costs = new TreeMap<>();
        providers.forEach((provider, news) -> {
            shares.put(provider, requests == 0 ? 0 : news.firstAttempts() / (double) requests);
            costs.put(provider, (double) news.costPicos());
        });
        return new Key(requests, shares, costs);
    }
}
