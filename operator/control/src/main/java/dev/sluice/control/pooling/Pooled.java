package dev.sluice.control.pooling;

import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Health;
import java.util.ArrayList;
import java.util.HashMap;
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
        cells = Map.copyOf(cells);
        providers = Map.copyOf(providers);
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
        Map<Cell, List<Map.Entry<String, CellEvidence>>> byCell = new HashMap<>();
        Map<String, List<Scales>> byProvider = new HashMap<>();
        Map<String, Counters> counted = new HashMap<>();
        TreeSet<String> known = new TreeSet<>();
        for (Map.Entry<ReporterId, ReporterEvidence> voter : voters) {
            Map<String, Scales> sums = new HashMap<>();
            voter.getValue().cells().forEach((cell, seen) -> {
                byCell.computeIfAbsent(cell, none -> new ArrayList<>())
                        .add(Map.entry(voter.getKey().reporter(), seen));
                sums.merge(cell.provider(), seen.scales(), Scales::plus);
                counted.merge(cell.provider(), seen.read(), Counters::plus);
            });
            sums.forEach((provider, sum) -> byProvider
                    .computeIfAbsent(provider, none -> new ArrayList<>())
                    .add(sum));
            known.addAll(voter.getValue().sights().keySet());
        }
        known.addAll(byProvider.keySet());
        Map<Cell, CellView> cells = new HashMap<>();
        List<Deviation> deviations = new ArrayList<>();
        byCell.forEach((cell, seen) -> cells.put(cell, view(cell, seen, deviations)));
        deviations.sort(Deviation.ORDER);
        Map<String, ProviderView> providers = new HashMap<>();
        for (String id : known) {
            providers.put(
                    id,
                    view(id, voters, byProvider.getOrDefault(id, List.of()), counted.getOrDefault(id, Counters.ZERO)));
        }
        return new Pooled(voters.size(), cells, providers, deviations);
    }

    private static CellView view(Cell cell, List<Map.Entry<String, CellEvidence>> seen, List<Deviation> deviations) {
        List<Scales> scales =
                seen.stream().map(each -> each.getValue().scales()).toList();
        List<Tally> middle = scales.stream().map(each -> each.at(Scales.MIDDLE)).toList();
        List<Tally> slow = scales.stream().map(each -> each.at(Scales.LONG)).toList();
        List<Rates> rates = Vote.count(scales);
        double median = rates.get(Scales.MIDDLE).errorRate();
        List<Deviation> apart = seen.stream()
                .filter(each -> Vote.deviates(each.getValue().scales().at(Scales.MIDDLE), median))
                .map(each -> Deviation.of(each.getKey(), cell, each.getValue(), median))
                .toList();
        boolean outvoted = 2 * apart.size() < seen.size();
        if (outvoted) {
            deviations.addAll(apart);
        }
        return new CellView(
                rates,
                middle.stream().mapToDouble(Tally::perSecond).sum(),
                scales.stream()
                        .mapToDouble(each -> each.at(Scales.SHORT).perSecond())
                        .sum(),
                Vote.rate(slow, Tally::costPicos, Tally::attempts, 0),
                slow.stream().mapToDouble(Tally::costPicosPerSecond).sum(),
                quantile(seen, 0.5),
                quantile(seen, 0.95),
                !outvoted);
    }

    /** The median of the gateways' quantiles; -1 without any. */
    private static long quantile(List<Map.Entry<String, CellEvidence>> seen, double quantile) {
        double[] votes = seen.stream()
                .map(each -> each.getValue().latency())
                .filter(sketch -> sketch.count() >= 1)
                .mapToDouble(sketch -> sketch.quantileNanos(quantile))
                .toArray();
        return votes.length == 0 ? -1 : Math.round(Vote.median(votes));
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
                counted.successes());
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
