package dev.sluice.control.account;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway process that counts what it is told to, as a pod would. */
final class Pod {
    final ProcessId id;
    private final Map<String, long[]> counted = new HashMap<>();
    private final Map<String, ProviderSight.Billed> probed = new HashMap<>();

    Pod(String gateway, String name, long startedAtMillis) {
        id = new ProcessId(gateway, name, startedAtMillis);
    }

    Pod pays(String provider, long requests, long picos) {
        add(provider + "|reads", requests, picos);
        return this;
    }

    /** Health checks of a provider so far. */
    Pod probes(String provider, long requests, long picos) {
        probed.put(provider, new ProviderSight.Billed(requests, picos));
        return this;
    }

    /** Another key: sums go over keys. */
    Pod paysForWrites(String provider, long requests, long picos) {
        add(provider + "|writes", requests, picos);
        return this;
    }

    private void add(String cell, long requests, long picos) {
        long[] sums = counted.computeIfAbsent(cell, none -> new long[2]);
        sums[0] += requests;
        sums[1] += picos;
    }

    long requests(String provider) {
        return sum(provider, 0);
    }

    long wholeMicros(String provider) {
        return sum(provider, 1) / 1_000_000;
    }

    private long sum(String provider, int which) {
        return counted.entrySet().stream()
                .filter(each -> each.getKey().startsWith(provider + "|"))
                .mapToLong(each -> each.getValue()[which])
                .sum();
    }

    Observation read(long atMillis) {
        List<Traffic> traffic = counted.entrySet().stream()
                .map(each -> traffic(each.getKey().split("\\|", -1), each.getValue()))
                .toList();
        return new Observation(
                id.gateway(),
                id.pod(),
                id.startedAtMillis(),
                atMillis,
                1,
                1,
                0,
                0,
                true,
                null,
                traffic,
                probed.entrySet().stream()
                        .map(each -> sight(each.getKey(), each.getValue()))
                        .toList(),
                List.of());
    }

    private static ProviderSight sight(String provider, ProviderSight.Billed billed) {
        return new ProviderSight(
                provider, ProviderSight.Health.HEALTHY, 0, billed.requests(), 0, 0, -1, 1L, billed, null);
    }

    private static Traffic traffic(String[] cell, long[] sums) {
        PlanKey key = new PlanKey("ns/policy", "ns/pool", cell[1]);
        return new Traffic(key, cell[0], sums[0], sums[0], sums[0], Map.of(), sums[1], List.of());
    }
}
