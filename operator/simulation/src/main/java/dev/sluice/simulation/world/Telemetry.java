package dev.sluice.simulation.world;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.simulation.scenario.Change;
import dev.sluice.simulation.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the way from gateways to the operator does to observations: late, lost, or forged by the gateway itself. */
final class Telemetry {
    private final Scenario scenario;
    private final RandomGenerator random;
    private final Map<List<Object>, Long> bases = new HashMap<>();

    Telemetry(Scenario scenario, RandomGenerator random) {
        this.scenario = scenario;
        this.random = random;
    }

    long delayNanos(int gateway, long now) {
        long extra = 0;
        for (Change change : scenario.timeline()) {
            if (change instanceof Change.Delay delay
                    && within(delay.fromNanos(), delay.untilNanos(), now)
                    && isAmong(gateway, delay.part())) {
                extra += delay.delayNanos();
            }
        }
        Scenario.Telemetry usual = scenario.telemetry();
        return extra + random.nextLong(usual.leastNanos(), usual.mostNanos() + 1);
    }

    boolean isCut(int gateway, long now) {
        return scenario.timeline().stream()
                .anyMatch(change -> change instanceof Change.Partition cut
                        && within(cut.fromNanos(), cut.untilNanos(), now)
                        && isAmong(gateway, cut.part()));
    }

    /** What the gateway says, which is what it saw unless it lies. */
    Observation forge(int gateway, Observation seen, long now) {
        Observation told = seen;
        for (Change change : scenario.timeline()) {
            // A liar does not take back what it said, or its counters would fall.
            if (change instanceof Change.Forgery lie && now >= lie.fromNanos() && isAmong(gateway, lie.part())) {
                told = forged(gateway, told, lie);
            }
        }
        return told;
    }

    private Observation forged(int gateway, Observation seen, Change.Forgery lie) {
        List<String> victims = scenario.sellers().stream()
                .filter(lie.target()::covers)
                .map(Manifests::providerId)
                .toList();
        List<Traffic> traffic = new ArrayList<>();
        for (Traffic each : seen.traffic()) {
            traffic.add(victims.contains(each.provider()) ? forged(gateway, each, lie.errorRate()) : each);
        }
        return new Observation(
                seen.gateway(),
                seen.reporter(),
                seen.startedAtMillis(),
                seen.atMillis(),
                seen.epoch(),
                seen.revision(),
                seen.planEpoch(),
                seen.planRevision(),
                seen.planInForce(),
                seen.rejection(),
                traffic,
                seen.providers(),
                seen.clients());
    }

    /** Only of what came since the lie began: what was told before stays told. */
    private Traffic forged(int gateway, Traffic seen, double errorRate) {
        long before = bases.computeIfAbsent(List.of(gateway, seen.key(), seen.provider()), first -> seen.successes());
        long claimed = (long) ((seen.successes() - before) * errorRate);
        Map<Failure, Long> failures = new HashMap<>(seen.failures());
        failures.merge(Failure.SERVER_ERROR, claimed, Long::sum);
        return new Traffic(
                seen.key(),
                seen.provider(),
                seen.firstAttempts(),
                seen.attempts(),
                seen.successes() - claimed,
                failures,
                seen.costPicos(),
                seen.latency());
    }

    private boolean isAmong(int gateway, double part) {
        return gateway < Math.max(1, Math.round(part * scenario.gateways()));
    }

    private static boolean within(long from, long until, long now) {
        return now >= from && now < until;
    }
}
