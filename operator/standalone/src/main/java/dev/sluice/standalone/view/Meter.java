package dev.sluice.standalone.view;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.standalone.view.Sample.ClientSample;
import dev.sluice.standalone.view.Sample.GatewaySample;
import dev.sluice.standalone.view.Sample.PoolSample;
import dev.sluice.standalone.view.Sample.ProviderSample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns one gateway's cumulative observations into rates: differences over the last {@link #SPAN} readings, so that a
 * provider with few requests does not flicker. Owned by the control loop's thread.
 */
public final class Meter {
    private static final int SPAN = 3;
    /** Completed latency windows that a quantile is taken over: about six seconds. */
    private static final long LATENCY_WINDOWS = 3;

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double PICOS = 1e12;

    private final Deque<Observation> readings = new ArrayDeque<>();

    /** @param plan in force, or null where declared weights hold */
    public GatewaySample sample(ConfigSnapshot snapshot, Observation now, @Nullable Plan plan) {
        if (!readings.isEmpty() && !sameProcess(readings.getLast(), now)) {
            readings.clear();
        }
        readings.addLast(now);
        if (readings.size() > SPAN + 1) {
            readings.removeFirst();
        }
        Observation before = readings.getFirst();
        double seconds = (now.atMillis() - before.atMillis()) / 1e3;
        long firstWindow =
                (now.atMillis() - now.startedAtMillis()) * 1_000_000L / LatencyWindow.LENGTH_NANOS - LATENCY_WINDOWS;

        Map<PlanKey, Map<String, Integer>> planned = planned(plan);
        Map<String, String> health = new HashMap<>();
        for (ProviderSight sight : now.providers()) {
            health.put(sight.provider(), Words.label(sight.health()));
        }
        List<PoolSample> pools = new ArrayList<>();
        for (Pool pool : snapshot.pools()) {
            PoolTally tally = new PoolTally(pool, planned, firstWindow);
            now.traffic().stream().filter(t -> t.key().pool().equals(pool.id())).forEach(tally::add);
            before.traffic().stream()
                    .filter(t -> t.key().pool().equals(pool.id()))
                    .forEach(tally::subtract);
            pools.add(new PoolSample(pool.id(), tally.samples(seconds, health)));
        }
        return new GatewaySample(now.gateway(), clients(before, now, seconds, firstWindow), pools);
    }

    private static boolean sameProcess(Observation one, Observation other) {
        return one.reporter().equals(other.reporter()) && one.startedAtMillis() == other.startedAtMillis();
    }

    private static Map<PlanKey, Map<String, Integer>> planned(@Nullable Plan plan) {
        Map<PlanKey, Map<String, Integer>> planned = new HashMap<>();
        if (plan != null) {
            for (Plan.Entry entry : plan.entries()) {
                Map<String, Integer> shares = new HashMap<>();
                entry.shares().forEach(share -> shares.put(share.provider(), share.ppm()));
                planned.put(entry.key(), shares);
            }
        }
        return planned;
    }

    private static ClientSample clients(Observation before, Observation now, double seconds, long firstWindow) {
        long requests = total(now.clients()) - total(before.clients());
        long failures = failures(now.clients()) - failures(before.clients());
        long retries = retries(now.clients()) - retries(before.clients());
        List<LatencyWindow> windows = now.clients().stream()
                .flatMap(client -> client.latency().stream())
                .filter(window -> window.number() >= firstWindow)
                .toList();
        return new ClientSample(
                rate(requests, seconds), rate(failures, seconds), rate(retries, seconds), Quantile.p95Millis(windows));
    }

    private static long total(List<ClientTraffic> clients) {
        return clients.stream().mapToLong(ClientTraffic::requests).sum();
    }

    /** Answered 5xx, or without a whole answer. */
    private static long failures(List<ClientTraffic> clients) {
        return clients.stream()
                .map(ClientTraffic::answers)
                .mapToLong(
                        answers -> (answers.size() > 5 ? answers.get(5) : 0) + (answers.isEmpty() ? 0 : answers.get(0)))
                .sum();
    }

    private static long retries(List<ClientTraffic> clients) {
        return clients.stream().mapToLong(ClientTraffic::retries).sum();
    }

    private static double rate(double count, double seconds) {
        return seconds <= 0 ? 0 : Words.rounded(Math.max(0, count) / seconds);
    }

    /** Sums over a pool's policies and classes. */
    private static final class PoolTally {
        private final Map<PlanKey, Map<String, Integer>> planned;
        private final long firstWindow;
        private final Map<String, Counts> byProvider = new LinkedHashMap<>();
        private final Map<PlanKey, Long> firstAttemptsByKey = new HashMap<>();

        PoolTally(Pool pool, Map<PlanKey, Map<String, Integer>> planned, long firstWindow) {
            this.planned = planned;
            this.firstWindow = firstWindow;
            pool.members().forEach(member -> byProvider.put(member.provider(), new Counts()));
            planned.keySet().stream()
                    .filter(key -> key.pool().equals(pool.id()))
                    .forEach(key -> firstAttemptsByKey.put(key, 0L));
        }

        void add(Traffic traffic) {
            count(traffic, 1);
            Counts counts = byProvider.get(traffic.provider());
            if (counts != null) {
                traffic.latency().stream()
                        .filter(window -> window.number() >= firstWindow)
                        .forEach(counts.windows::add);
            }
        }

        void subtract(Traffic traffic) {
            count(traffic, -1);
        }

        private void count(Traffic traffic, int sign) {
            Counts counts = byProvider.get(traffic.provider());
            if (counts != null) {
                counts.firstAttempts += sign * traffic.firstAttempts();
                counts.attempts += sign * traffic.attempts();
                counts.failed += sign * traffic.failed();
                counts.costPicos += sign * traffic.costPicos();
            }
            firstAttemptsByKey.merge(traffic.key(), sign * traffic.firstAttempts(), Long::sum);
        }

        List<ProviderSample> samples(double seconds, Map<String, String> health) {
            long all =
                    byProvider.values().stream().mapToLong(c -> c.firstAttempts).sum();
            List<ProviderSample> samples = new ArrayList<>();
            byProvider.forEach((provider, counts) -> samples.add(new ProviderSample(
                    provider,
                    part(counts.firstAttempts, all),
                    plannedShare(provider),
                    rate(counts.attempts, seconds),
                    part(counts.failed, counts.attempts),
                    Quantile.p95Millis(counts.windows),
                    rate(counts.costPicos / PICOS * SECONDS_PER_HOUR, seconds),
                    health.getOrDefault(provider, "Unknown"))));
            return samples;
        }

        /** Each class counts by its traffic; where there is none, all classes count the same. */
        private @Nullable Double plannedShare(String provider) {
            double traffic = 0;
            double weighted = 0;
            double plain = 0;
            int keys = 0;
            for (Map.Entry<PlanKey, Long> entry : firstAttemptsByKey.entrySet()) {
                Integer ppm = planned.getOrDefault(entry.getKey(), Map.of()).get(provider);
                if (ppm != null) {
                    traffic += Math.max(0, entry.getValue());
                    weighted += Math.max(0, entry.getValue()) * (double) ppm;
                    plain += ppm;
                    keys++;
                }
            }
            return keys == 0 ? null : Words.rounded((traffic > 0 ? weighted / traffic : plain / keys) / Plan.WHOLE);
        }

        private static @Nullable Double part(long some, long all) {
            return all <= 0 ? null : Words.rounded(Math.max(0, Math.min(1, (double) some / all)));
        }
    }

    private static final class Counts {
        private long firstAttempts;
        private long attempts;
        private long failed;
        private long costPicos;
        private final List<LatencyWindow> windows = new ArrayList<>();
    }
}
