package dev.sluice.control.view;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.control.pooling.Pooled;
import dev.sluice.control.view.Sample.GatewaySample;
import dev.sluice.control.view.Sample.PoolSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the cumulative observations of one Gateway's processes into rates. Each process has its own differences, clock and
 * window numbers; the rates are then added, the latencies merged, and a provider's health is the majority's of those that
 * know, as in the plan. A process that is new, or restarted under an old name, counts from its second reading on; one that
 * is gone takes its rate with it, never below nothing. Owned by the control thread.
 */
public final class Meter {
    private Map<Process, Span> spans = Map.of();

    /**
     * @param now the newest reading of each process that still answers; the same as last time where one was missed
     * @param plan in force, or null where declared weights hold
     * @param forecasts of the newest plan
     */
    public GatewaySample sample(
            ConfigSnapshot snapshot, List<Observation> now, @Nullable Plan plan, Forecasts forecasts) {
        spans = continued(now);
        ClientTally clients = new ClientTally();
        spans.values().forEach(clients::add);
        Map<String, String> health = health();
        List<PoolSample> pools = new ArrayList<>();
        for (Pool pool : snapshot.pools()) {
            PoolTally tally = new PoolTally(pool, plan);
            spans.values().forEach(tally::add);
            pools.add(tally.sample(health, forecasts));
        }
        return new GatewaySample(snapshot.gateway(), clients.sample(), pools);
    }

    private Map<Process, Span> continued(List<Observation> now) {
        Map<Process, Span> next = new LinkedHashMap<>();
        for (Observation reading : now) {
            Process process = new Process(reading.reporter(), reading.startedAtMillis());
            Span known = spans.get(process);
            Span span = next.computeIfAbsent(process, none -> known == null ? new Span() : known);
            span.add(reading);
        }
        return next;
    }

    private Map<String, String> health() {
        Map<String, List<ProviderSight>> sights = new HashMap<>();
        for (Span span : spans.values()) {
            for (ProviderSight sight : span.now().providers()) {
                sights.computeIfAbsent(sight.provider(), none -> new ArrayList<>())
                        .add(sight);
            }
        }
        Map<String, String> health = new HashMap<>();
        sights.forEach((provider, seen) -> health.put(provider, Words.label(Pooled.majority(seen))));
        return health;
    }

    /** Counters belong to a process, not to a name. */
    private record Process(String reporter, long startedAtMillis) {}
}
