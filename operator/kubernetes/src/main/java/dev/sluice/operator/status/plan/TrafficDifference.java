package dev.sluice.operator.status.plan;

import dev.sluice.crds.v1alpha1.plan.PlannedShare;
import dev.sluice.crds.v1alpha1.plan.PlannedTraffic;
import dev.sluice.operator.status.measure.Measures;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How much two lists of planned traffic differ to a person's eye. */
enum TrafficDifference {
    NONE,
    /** Shares, latencies or reasons. */
    FIGURES,
    /** A provider's health, or whether requests are refused. */
    HEALTH;

    private static final double POINT = 0.01;
    private static final double LATENCY_STEP = 0.1;

    static TrafficDifference between(List<PlannedTraffic> before, List<PlannedTraffic> now) {
        if (before.size() != now.size()) {
            return FIGURES;
        }
        TrafficDifference largest = NONE;
        for (int i = 0; i < now.size(); i++) {
            largest = larger(largest, between(before.get(i), now.get(i)));
        }
        return largest;
    }

    private static TrafficDifference between(PlannedTraffic before, PlannedTraffic now) {
        if (!before.policy().equals(now.policy())
                || !before.pool().equals(now.pool())
                || !before.requestClass().equals(now.requestClass())
                || before.providers().size() != now.providers().size()) {
            return FIGURES;
        }
        TrafficDifference largest = Objects.equals(before.refused(), now.refused()) ? NONE : HEALTH;
        for (int i = 0; i < now.providers().size(); i++) {
            largest = larger(
                    largest, between(before.providers().get(i), now.providers().get(i)));
        }
        return largest;
    }

    private static TrafficDifference between(PlannedShare before, PlannedShare now) {
        if (!before.provider().equals(now.provider())) {
            return FIGURES;
        }
        if (!Objects.equals(before.health(), now.health())) {
            return HEALTH;
        }
        boolean differ = points(before.share(), now.share())
                || points(before.target(), now.target())
                || Measures.differ(before.p95(), now.p95(), LATENCY_STEP)
                || !Measures.words(before.reason()).equals(Measures.words(now.reason()));
        return differ ? FIGURES : NONE;
    }

    private static boolean points(@Nullable String before, @Nullable String now) {
        return before == null || now == null
                ? !Objects.equals(before, now)
                : Math.abs(fraction(before) - fraction(now)) >= POINT - 1e-9;
    }

    private static double fraction(String percent) {
        return Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100;
    }

    private static TrafficDifference larger(TrafficDifference one, TrafficDifference other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
