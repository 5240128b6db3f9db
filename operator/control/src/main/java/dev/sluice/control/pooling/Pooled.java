package dev.sluice.control.pooling;

import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Health;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The view of all gateway processes together.
 *
 * @param reporters processes with a vote
 * @param cells by key and provider
 * @param providers by id
 * @param deviations processes that were outvoted
 */
public record Pooled(
        int reporters, Map<Cell, CellView> cells, Map<String, ProviderView> providers, List<Deviation> deviations) {
    public Pooled {
        // Read far more often than made: a hash map finds what a copy would have to search for.
        cells = Collections.unmodifiableMap(cells);
        providers = Collections.unmodifiableMap(providers);
        deviations = List.copyOf(deviations);
    }

    public CellView cell(Cell cell) {
        return cells.getOrDefault(cell, CellView.NONE);
    }

    public ProviderView provider(String id) {
        return providers.getOrDefault(id, ProviderView.NONE);
    }

    /** Pools what is fresh at {@code nowNanos}. */
    public static Pooled of(Evidence evidence, long nowNanos) {
        List<Map.Entry<ReporterId, ReporterEvidence>> voters = evidence.voters(nowNanos);
        Map<String, List<Scales>> byProvider = new HashMap<>();
        Map<String, Counters> counted = new HashMap<>();
        TreeSet<String> known = new TreeSet<>();
        for (Map.Entry<ReporterId, ReporterEvidence> voter : voters) {
            Map<String, Scales> sums = new HashMap<>();
            voter.getValue().cells().forEach((cell, seen) -> {
                sums.merge(cell.provider(), seen.scales(), Scales::plus);
                counted.merge(cell.provider(), seen.read(), Counters::plus);
            });
            sums.forEach((provider, sum) -> byProvider
                    .computeIfAbsent(provider, none -> new ArrayList<>())
                    .add(sum));
            known.addAll(voter.getValue().sights().keySet());
        }
        known.addAll(byProvider.keySet());
        Map<Cell, CellView> cells = LinkedHashMap.newLinkedHashMap(voters.stream()
                .mapToInt(each -> each.getValue().cells().size())
                .max()
                .orElse(0));
        List<Deviation> deviations = new ArrayList<>();
        for (int i = 0; i < voters.size(); i++) {
            List<Map.Entry<ReporterId, ReporterEvidence>> rest = voters.subList(i, voters.size());
            for (Cell cell : voters.get(i).getValue().cells().keySet()) {
                if (rest.size() == voters.size() || !cells.containsKey(cell)) {
                    cells.put(cell, view(cell, seen(cell, rest), deviations));
                }
            }
        }
        deviations.sort(Deviation.ORDER);
        Map<String, ProviderView> providers = new HashMap<>();
        for (String id : known) {
            providers.put(
                    id,
                    view(id, voters, byProvider.getOrDefault(id, List.of()), counted.getOrDefault(id, Counters.ZERO)));
        }
        return new Pooled(voters.size(), cells, providers, deviations);
    }

    private static List<Map.Entry<String, CellEvidence>> seen(
            Cell cell, List<Map.Entry<ReporterId, ReporterEvidence>> voters) {
        List<Map.Entry<String, CellEvidence>> seen = new ArrayList<>(voters.size());
        for (Map.Entry<ReporterId, ReporterEvidence> voter : voters) {
            CellEvidence evidence = voter.getValue().cells().get(cell);
            if (evidence != null) {
                seen.add(Map.entry(voter.getKey().reporter(), evidence));
            }
        }
        return seen;
    }

    private static CellView view(Cell cell, List<Map.Entry<String, CellEvidence>> seen, List<Deviation> deviations) {
        List<Scales> scales = new ArrayList<>(seen.size());
        List<Tally> slow = new ArrayList<>(seen.size());
        double attempts = 0;
        double recent = 0;
        double cost = 0;
        for (Map.Entry<String, CellEvidence> each : seen) {
            Scales own = each.getValue().scales();
            scales.add(own);
            slow.add(own.at(Scales.LONG));
            attempts += own.at(Scales.MIDDLE).perSecond();
            recent += own.at(Scales.SHORT).perSecond();
            cost += own.at(Scales.LONG).costPicosPerSecond();
        }
        List<Rates> rates = Vote.count(scales);
        double median = rates.get(Scales.MIDDLE).errorRate();
        List<Deviation> apart = new ArrayList<>();
        for (Map.Entry<String, CellEvidence> each : seen) {
            if (Vote.deviates(each.getValue().scales().at(Scales.MIDDLE), median)) {
                apart.add(Deviation.of(each.getKey(), cell, each.getValue(), median));
            }
        }
        boolean outvoted = 2 * apart.size() < seen.size();
        if (outvoted) {
            deviations.addAll(apart);
        }
        return new CellView(
                rates,
                attempts,
                recent,
                Vote.rate(slow, Tally::costPicos, Tally::attempts, 0),
                cost,
                quantile(seen, 0.5),
                quantile(seen, 0.95),
                !outvoted);
    }

    /** The median of the gateways' quantiles; -1 without any. */
    private static long quantile(List<Map.Entry<String, CellEvidence>> seen, double quantile) {
        double[] votes = new double[seen.size()];
        int count = 0;
        for (Map.Entry<String, CellEvidence> each : seen) {
            FadingLatency latency = each.getValue().latency();
            if (latency.count() >= 1) {
                votes[count++] = latency.quantileNanos(quantile);
            }
        }
        return count == 0 ? -1 : Math.round(Vote.median(Arrays.copyOf(votes, count)));
    }

    private static ProviderView view(
            String id, List<Map.Entry<ReporterId, ReporterEvidence>> voters, List<Scales> scales, Counters counted) {
        List<ProviderSight> sights = voters.stream()
                .map(each -> each.getValue().sights().get(id))
                .filter(Objects::nonNull)
                .toList();
        Health health = majority(sights);
        return new ProviderView(
                health,
                health == Health.HEALTHY || health == Health.UNKNOWN ? null : words(sights),
                Vote.count(scales),
                scales.stream()
                        .mapToDouble(each -> each.at(Scales.SHORT).perSecond())
                        .sum(),
                scales.stream()
                        .mapToDouble(each -> each.at(Scales.LONG).perSecond())
                        .sum(),
                scales.stream()
                        .mapToDouble(each -> each.at(Scales.SHORT).answeredPerSecond())
                        .sum(),
                scales.stream()
                        .mapToDouble(each -> each.at(Scales.SHORT).throttledPerSecond())
                        .sum(),
                counted.attempts(),
                counted.successes(),
                probeNanos(sights));
    }

    private static long probeNanos(List<ProviderSight> sights) {
        double[] known = sights.stream()
                .map(ProviderSight::probeNanos)
                .filter(Objects::nonNull)
                .mapToDouble(Long::doubleValue)
                .toArray();
        return known.length == 0 ? -1 : Math.round(Vote.median(known));
    }

    /** Of those that know; half of them are no majority against a provider. */
    public static Health majority(List<ProviderSight> sights) {
        long ejected = count(sights, Health.EJECTED);
        long unhealthy = count(sights, Health.UNHEALTHY);
        long healthy = count(sights, Health.HEALTHY);
        if (ejected + unhealthy > healthy) {
            return ejected >= unhealthy ? Health.EJECTED : Health.UNHEALTHY;
        }
        return healthy > 0 ? Health.HEALTHY : Health.UNKNOWN;
    }

    private static long count(List<ProviderSight> sights, Health health) {
        return sights.stream().filter(sight -> sight.health() == health).count();
    }

    private static @Nullable String words(List<ProviderSight> sights) {
        return sights.stream()
                .filter(sight -> sight.health() != Health.HEALTHY)
                .map(ProviderSight::lastError)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
