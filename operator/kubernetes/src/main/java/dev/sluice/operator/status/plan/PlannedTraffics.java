package dev.sluice.operator.status.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.crds.v1alpha1.plan.PlannedShare;
import dev.sluice.crds.v1alpha1.plan.PlannedTraffic;
import dev.sluice.operator.status.measure.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decisions by policy, pool and request class, in the words of a TrafficPlan and no more than it may hold. */
final class PlannedTraffics {
    static final int MOST_KEYS = 1024;
    static final int MOST_PROVIDERS = 256;
    /** Over all keys: an object of the API server may have 1.5 MiB, and one of these takes some 300 bytes. */
    static final int MOST_SHARES = 3000;

    private PlannedTraffics() {}

    static List<PlannedTraffic> of(PlanResult planned, Map<String, String> currencies) {
        Set<PlanKey> refused = planned.plan().entries().stream()
                .filter(Plan.Entry::refuse)
                .map(Plan.Entry::key)
                .collect(Collectors.toSet());
        Map<PlanKey, List<Decision>> byKey = planned.decisions().stream()
                .collect(Collectors.groupingBy(Decision::key, LinkedHashMap::new, Collectors.toList()));
        List<PlannedTraffic> traffic = new ArrayList<>();
        int left = MOST_SHARES;
        for (PlanKey key : chosen(byKey)) {
            List<Decision> decisions = largest(byKey.getOrDefault(key, List.of()), Math.min(left, MOST_PROVIDERS));
            left -= decisions.size();
            traffic.add(new PlannedTraffic(
                    key.policy(),
                    key.pool(),
                    key.requestClass(),
                    refused.contains(key) ? true : null,
                    decisions.stream().map(d -> share(d, currencies)).toList()));
            if (left == 0) {
                break;
            }
        }
        return traffic;
    }

    /** In the plan's order; where there are too many, those with most traffic first. */
    private static List<PlanKey> chosen(Map<PlanKey, List<Decision>> byKey) {
        int shares = byKey.values().stream().mapToInt(List::size).sum();
        return byKey.size() <= MOST_KEYS && shares <= MOST_SHARES
                ? List.copyOf(byKey.keySet())
                : byKey.entrySet().stream()
                        .sorted(Comparator.comparingDouble(e -> -requests(e.getValue())))
                        .limit(MOST_KEYS)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static List<Decision> largest(List<Decision> decisions, int most) {
        return decisions.size() <= most
                ? decisions
                : decisions.stream()
                        .sorted(Comparator.comparingInt(d -> -d.sharePpm()))
                        .limit(most)
                        .toList();
    }

    private static double requests(List<Decision> decisions) {
        return decisions.stream()
                .mapToDouble(d -> Math.max(0, d.inputs().requestsPerSecond()))
                .sum();
    }

    private static PlannedShare share(Decision decision, Map<String, String> currencies) {
        Decision.Inputs inputs = decision.inputs();
        String currency = currencies.get(decision.provider());
        return new PlannedShare(
                Provider.sellerOf(decision.provider()),
                percent(decision.sharePpm()),
                percent(decision.targetPpm()),
                label(decision.health().name()),
                inputs.p95Nanos() < 0 ? null : Amounts.millis(inputs.p95Nanos()),
                inputs.errorPpm() < 0 ? null : percent(inputs.errorPpm()),
                price(inputs.pricePicos(), currency),
                decision.reason());
    }

    private static @Nullable String price(long picos, @Nullable String currency) {
        return currency == null || picos < 0 ? null : Amounts.money(picos, currency);
    }

    private static String percent(long ppm) {
        return Amounts.percent((double) ppm / Plan.WHOLE);
    }

    private static String label(String constant) {
        return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT);
    }
}
