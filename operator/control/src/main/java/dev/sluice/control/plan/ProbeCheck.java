package dev.sluice.control.plan;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.fill.Percent;
import dev.sluice.control.plan.worth.Medians;
import dev.sluice.control.pooling.ProviderView;
import dev.sluice.control.pooling.Rates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares probes with real requests: a provider that is well only for probes wants to look better than it is, or is watched by
 * probes that say nothing. It is told, not punished: shares stand on real requests anyway.
 */
final class ProbeCheck {
    /** Times what requests cost more than probes at the others. */
    private static final double SUSPICIOUS = 3;

    /** Differences below this are the network's. */
    private static final long NOTEWORTHY_NANOS = 50_000_000L;

    private static final double FAILS = 0.2;
    private static final double FEWEST = 20;
    private static final int MIDDLE = 1;
    private static final int LONG = 2;

    private ProbeCheck() {}

    static List<PlanFinding> of(World world) {
        Map<String, Double> ratios = ratios(world);
        List<String> known = List.copyOf(ratios.keySet());
        double usual = Medians.byOrganization(known.stream()
                        .map(id -> world.provider(id).organization())
                        .toList())
                .of(i -> ratios.getOrDefault(known.get(i), 1.0), ratio -> true, 1);
        List<PlanFinding> findings = new ArrayList<>();
        for (Provider provider : world.providers().values()) {
            ProviderView view = world.pooled().provider(provider.id());
            Double ratio = ratios.get(provider.id());
            // Who gets little for failing is judged by more of the past.
            Rates lately = view.rates().get(view.rates().get(MIDDLE).judged() >= FEWEST ? MIDDLE : LONG);
            if (ratio != null
                    && ratio > SUSPICIOUS * Math.max(1, usual)
                    && (ratio - 1) * view.probeNanos() > NOTEWORTHY_NANOS) {
                findings.add(finding(
                        provider,
                        "answers probes in %d ms and requests in %.0f ms, %.1f times what is usual"
                                .formatted(
                                        view.probeNanos() / 1_000_000,
                                        ratio * view.probeNanos() / 1e6,
                                        ratio / Math.max(1, usual))));
            } else if (provider.healthCheck() != null
                    && view.health() == Health.HEALTHY
                    && lately.judged() >= FEWEST
                    && lately.errorRate() > FAILS) {
                findings.add(finding(
                        provider,
                        "answers probes well and fails %s of requests".formatted(Percent.of(lately.errorRate()))));
            }
        }
        return findings;
    }

    private static PlanFinding finding(Provider provider, String what) {
        return new PlanFinding(Kind.PROBES_FLATTER, null, provider.id(), provider.id() + " " + what);
    }

    /** Latency of requests over that of probes, by provider, where both are known. */
    private static Map<String, Double> ratios(World world) {
        Map<String, double[]> sums = new HashMap<>();
        world.pooled().cells().forEach((cell, view) -> {
            if (view.p50Nanos() > 0 && view.attemptsPerSecond() > 0) {
                double[] sum = sums.computeIfAbsent(cell.provider(), none -> new double[2]);
                sum[0] += view.p50Nanos() * view.attemptsPerSecond();
                sum[1] += view.attemptsPerSecond();
            }
        });
        Map<String, Double> ratios = new TreeMap<>();
        sums.forEach((id, sum) -> {
            long probe = world.pooled().provider(id).probeNanos();
            if (probe > 0 && world.providers().containsKey(id)) {
                ratios.put(id, sum[0] / sum[1] / probe);
            }
        });
        return ratios;
    }
}
