package dev.sluice.control.metrics;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.metrics.Exposition.Labels;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.plan.PlanResult;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The newest plan of each Gateway as samples, and how much plans moved since the start. At most {@link #MOST_DECISIONS} decisions
 * of a Gateway are shown, those with the most traffic; how many are not is a sample, too.
 */
public final class PlanMetrics {
    static final int MOST_DECISIONS = 2_000;

    private final Map<String, Planned> gateways = new ConcurrentSkipListMap<>();

    private record Planned(ConfigSnapshot snapshot, PlanResult result, long plans, Map<PlanKey, Double> moved) {}

    /** On the control thread. */
    public void planned(ConfigSnapshot snapshot, PlanResult result) {
        Planned before = gateways.get(snapshot.gateway());
        Map<PlanKey, Double> moved = new HashMap<>();
        result.decisions()
                .forEach(
                        each -> moved.put(each.key(), before == null ? 0 : before.moved.getOrDefault(each.key(), 0.0)));
        if (before != null) {
            Map<Place, Integer> shares = new HashMap<>();
            before.result.decisions().forEach(each -> shares.put(Place.of(each), each.sharePpm()));
            for (Decision each : result.decisions()) {
                int known = shares.getOrDefault(Place.of(each), each.sharePpm());
                moved.merge(each.key(), Math.abs(each.sharePpm() - known) / (double) Plan.WHOLE, Double::sum);
            }
        }
        gateways.put(
                snapshot.gateway(),
                new Planned(snapshot, result, before == null ? 1 : before.plans + 1, Map.copyOf(moved)));
    }

    private record Place(PlanKey key, String provider) {
        static Place of(Decision decision) {
            return new Place(decision.key(), decision.provider());
        }
    }

    /** Forgets Gateways that are gone. */
    public void retain(Set<String> ids) {
        gateways.keySet().retainAll(ids);
    }

    /** In Prometheus' text format; empty families included, so that a name asked for is one that is known. */
    public String text() {
        Exposition out = new Exposition();
        DecisionSamples.declare(out);
        PolicySamples.declare(out);
        ObjectiveSamples.declare(out);
        out.counter("sluice_plans_total", "Plans made.");
        out.counter(
                "sluice_plan_moved_total", "Sum of absolute changes of planned shares; 1 is all traffic of a class.");
        out.gauge("sluice_plan_findings", "What the newest plan says beyond single shares, by kind.");
        out.gauge("sluice_plan_decisions_left_out", "Decisions that are not shown here, for there are too many.");
        gateways.forEach((id, planned) -> samples(id, planned, out));
        return out.text();
    }

    private static void samples(String id, Planned planned, Exposition out) {
        Labels gateway = Labels.of("gateway", id);
        List<Decision> all = planned.result.decisions();
        List<Decision> shown = all.size() <= MOST_DECISIONS
                ? all
                : all.stream()
                        .sorted(Comparator.comparingDouble(
                                (Decision each) -> -each.inputs().requestsPerSecond()))
                        .limit(MOST_DECISIONS)
                        .toList();
        DecisionSamples.add(gateway, shown, planned.snapshot, planned.result.foreseen(), out);
        PolicySamples.add(gateway, planned.snapshot, out);
        ObjectiveSamples.add(gateway, planned.result.objectives(), out);
        out.add("sluice_plans_total", planned.plans, gateway);
        out.add("sluice_plan_decisions_left_out", all.size() - shown.size(), gateway);
        planned.moved.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().toString()))
                .limit(MOST_DECISIONS)
                .forEach(each -> out.add(
                        "sluice_plan_moved_total", each.getValue(), DecisionSamples.labels(gateway, each.getKey())));
        PolicySamples.findings(gateway, planned.result.findings(), out);
    }
}
