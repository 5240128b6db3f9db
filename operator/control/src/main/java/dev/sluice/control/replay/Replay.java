package dev.sluice.control.replay;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.PlanInput;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.PlanState;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.plan.assess.PlanKeys;
import dev.sluice.control.pooling.Evidence;
import dev.sluice.control.pooling.Pooled;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Plans once more over what was measured, with the real planner under a configuration that may not have been in force, and says
 * what requests would have met. Equal input gives equal results.
 */
public final class Replay {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ConfigSnapshot snapshot;
    private final Map<PlanKey, KeyTally> tallies = new LinkedHashMap<>();
    private final Map<PlanKey, PlanKey> sources;
    private final Map<String, Integer> findings = new TreeMap<>();

    private Replay(ConfigSnapshot snapshot, List<Reading> readings) {
        this.snapshot = snapshot;
        List<PlanKeys.Scope> scopes = PlanKeys.of(snapshot);
        sources = Rekeyed.of(scopes.stream().map(PlanKeys.Scope::key).toList(), attempts(readings.getLast()))
                .sources();
        Map<String, Provider> providers =
                snapshot.providers().stream().collect(Collectors.toMap(Provider::id, each -> each));
        scopes.forEach(scope -> tallies.put(
                scope.key(), new KeyTally(scope, sources.getOrDefault(scope.key(), scope.key()), providers)));
    }

    /** @param readings of the snapshot's Gateway, oldest first, at least one */
    public static Hindsight of(ConfigSnapshot snapshot, List<Reading> readings) {
        return new Replay(snapshot, readings).run(readings);
    }

    private Hindsight run(List<Reading> readings) {
        Planner planner = new Planner(new SplittableRandom(1));
        Rekeyed rekeyed = new Rekeyed(sources);
        Counted counted = new Counted();
        long startNanos = readings.getFirst().atMillis() * NANOS_PER_MILLI;
        Bookkeeping books = new Bookkeeping();
        PlanState state = PlanState.start(startNanos);
        Evidence evidence = Evidence.start(startNanos);
        InForce inForce = InForce.NOTHING;
        long revision = 0;
        for (Reading reading : readings) {
            long nowNanos = reading.atMillis() * NANOS_PER_MILLI;
            List<Observation> seen =
                    reading.observations().stream().map(rekeyed::of).toList();
            evidence = evidence.absorb(seen, latencyTargets(snapshot), nowNanos);
            account(counted.since(reading), inForce, Pooled.of(evidence, nowNanos));
            PlanResult result = planner.plan(new PlanInput(
                    snapshot,
                    seen,
                    List.of(),
                    books.of(seen, snapshot, reading.atMillis()),
                    state,
                    1,
                    ++revision,
                    reading.atMillis(),
                    nowNanos));
            state = result.state();
            inForce = InForce.of(result);
            result.findings().stream()
                    .map(each -> each.kind() + ": " + each.message())
                    .distinct()
                    .forEach(each -> findings.merge(each, 1, Integer::sum));
        }
        return new Hindsight(
                tallies.values().stream()
                        .filter(each -> each.requests() > 0)
                        .map(KeyTally::result)
                        .toList(),
                findings,
                (int) revision);
    }

    /** What was asked since the last reading is split as the plan of that reading says. */
    private void account(Map<PlanKey, Map<String, Counted.News>> news, InForce inForce, Pooled pooled) {
        Map<PlanKey, Integer> standIns = new HashMap<>();
        sources.values().forEach(source -> standIns.merge(source, 1, Integer::sum));
        tallies.forEach((key, tally) -> {
            PlanKey source = sources.get(key);
            double asked = source == null
                    ? 0
                    : news.getOrDefault(source, Map.of()).values().stream()
                                    .mapToLong(Counted.News::firstAttempts)
                                    .sum()
                            / (double) standIns.getOrDefault(source, 1);
            if (asked > 0 && inForce.shares().containsKey(key)) {
                tally.add(asked, inForce.shares().getOrDefault(key, Map.of()), inForce.refused(key), pooled);
            }
        });
    }

    private static Map<PlanKey, Long> attempts(Reading reading) {
        return reading.observations().stream()
                .flatMap(each -> each.traffic().stream())
                .collect(Collectors.groupingBy(Traffic::key, Collectors.summingLong(Traffic::firstAttempts)));
    }

    private static ToLongFunction<PlanKey> latencyTargets(ConfigSnapshot snapshot) {
        Map<String, Long> targets = new HashMap<>();
        snapshot.policies().forEach(policy -> {
            Objectives.Latency latency = policy.objectives().latency();
            targets.put(policy.id(), latency == null ? Long.MAX_VALUE : latency.targetNanos());
        });
        return key -> targets.getOrDefault(key.policy(), Long.MAX_VALUE);
    }
}
