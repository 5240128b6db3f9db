package dev.sluice.control.metrics;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.control.metrics.Exposition.Labels;
import dev.sluice.control.plan.PlanFinding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What policies ask for, so that a query can hold it against what happens, and what plans remark. */
final class PolicySamples {
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;

    private PolicySamples() {}

    static void declare(Exposition out) {
        out.gauge(
                "sluice_objective_availability_ratio",
                "Part of the requests of a route's rule that is to be answered.");
        out.gauge("sluice_objective_latency_seconds", "What the quantile of a route's rule is to stay under.");
        out.gauge("sluice_budget_per_day", "Most that a policy is to spend in a day, in its currency.");
        out.gauge("sluice_budget_per_month", "Most that a policy is to spend in a month, in its currency.");
    }

    static void add(Labels gateway, ConfigSnapshot snapshot, Exposition out) {
        Map<String, Objectives> objectives =
                snapshot.policies().stream().collect(Collectors.toMap(Policy::id, Policy::objectives));
        governed(snapshot).limit(PlanMetrics.MOST_DECISIONS).forEach(each -> {
            Objectives wanted = objectives.getOrDefault(each.policy, Objectives.NONE);
            Labels labels =
                    gateway.and("policy", each.policy).and("route", each.route).and("rule", each.rule);
            if (wanted.availability() != null) {
                out.add(
                        "sluice_objective_availability_ratio",
                        part(wanted.availability().targetPpm()),
                        labels);
            }
            if (wanted.latency() != null) {
                out.add(
                        "sluice_objective_latency_seconds",
                        wanted.latency().targetNanos() / NANOS,
                        labels.and(
                                "quantile", String.valueOf(part(wanted.latency().quantilePpm()))));
            }
        });
        for (Policy policy : snapshot.policies()) {
            least("sluice_budget_per_day", policy, Objectives.Budget::perDayMicros, gateway, out);
            least("sluice_budget_per_month", policy, Objectives.Budget::perMonthMicros, gateway, out);
        }
    }

    /** Of budgets that hold together the smallest amount of each currency. */
    private static void least(
            String name, Policy policy, ToLongFunction<Objectives.Budget> amount, Labels gateway, Exposition out) {
        policy.objectives().budgets().stream()
                .filter(budget -> amount.applyAsLong(budget) > 0)
                .collect(Collectors.toMap(Objectives.Budget::currency, amount::applyAsLong, Math::min, TreeMap::new))
                .forEach((currency, micros) -> out.add(
                        name,
                        micros / MICROS,
                        gateway.and("policy", policy.id()).and("currency", currency)));
    }

    private record Governed(String policy, String route, String rule) {}

    private static Stream<Governed> governed(ConfigSnapshot snapshot) {
        return snapshot.routes().stream()
                .flatMap((Route route) -> route.rules().stream().flatMap((Rule rule) -> rule.backends().stream()
                        .map(Backend::policy)
                        .distinct()
                        .map(policy -> new Governed(policy, route.id(), rule.name()))));
    }

    /** Every kind has a sample, so that an alert sees it go. */
    static void findings(Labels gateway, List<PlanFinding> findings, Exposition out) {
        Map<PlanFinding.Kind, Integer> counts = new EnumMap<>(PlanFinding.Kind.class);
        findings.forEach(each -> counts.merge(each.kind(), 1, Integer::sum));
        for (PlanFinding.Kind kind : PlanFinding.Kind.values()) {
            out.add("sluice_plan_findings", counts.getOrDefault(kind, 0), gateway.and("kind", kind.name()));
        }
    }

    private static double part(int ppm) {
        return ppm / (double) Plan.WHOLE;
    }
}
