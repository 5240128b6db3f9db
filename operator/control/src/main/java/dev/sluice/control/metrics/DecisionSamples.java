package dev.sluice.control.metrics;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.forecast.Foreseen;
import dev.sluice.control.metrics.Exposition.Labels;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.pooling.Cell;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was decided for one provider and key, on what grounds, and what was foreseen. */
final class DecisionSamples {
    private static final double NANOS = 1e9;
    /** From 10^-12 per request to whole units per million requests. */
    private static final double PER_MILLION = 1e6 / 1e12;

    private DecisionSamples() {}

    static void declare(Exposition out) {
        out.gauge("sluice_plan_share", "Share in force, of the first attempts of a class.");
        out.gauge("sluice_plan_target_share", "Share that the plan is heading for.");
        out.gauge("sluice_plan_declared_share", "Share by declared weights.");
        out.gauge("sluice_plan_error_ratio", "Failed part of the attempts as pooled over gateways.");
        out.gauge("sluice_plan_p95_seconds", "Latency of answers as pooled over gateways.");
        out.gauge("sluice_plan_price_per_million", "What a million attempts cost of late, in the provider's currency.");
        out.gauge(
                "sluice_forecast_error_ratio",
                "What the error ratio was expected to be some seconds ahead; nine of ten lie between low and high.");
        out.gauge("sluice_forecast_p95_seconds", "The same of the latency.");
        out.gauge("sluice_forecast_skill", "Of forecasts against persistence: 1 is perfect, 0 or less is of no use.");
        out.gauge("sluice_forecast_trusted", "1 where plans use the forecast.");
    }

    static Labels labels(Labels gateway, PlanKey key) {
        return gateway.and("policy", key.policy()).and("pool", key.pool()).and("class", key.requestClass());
    }

    static void add(
            Labels gateway,
            List<Decision> decisions,
            ConfigSnapshot snapshot,
            Map<Cell, Foreseen> foreseen,
            Exposition out) {
        Map<String, String> currencies = snapshot.providers().stream()
                .collect(Collectors.toMap(Provider::id, each -> each.price().currency()));
        for (Decision each : decisions) {
            Labels labels = labels(gateway, each.key()).and("provider", each.provider());
            Decision.Inputs inputs = each.inputs();
            out.add("sluice_plan_share", each.sharePpm() / (double) Plan.WHOLE, labels);
            out.add("sluice_plan_target_share", each.targetPpm() / (double) Plan.WHOLE, labels);
            out.add("sluice_plan_declared_share", each.declaredPpm() / (double) Plan.WHOLE, labels);
            if (inputs.errorPpm() >= 0) {
                out.add("sluice_plan_error_ratio", inputs.errorPpm() / (double) Plan.WHOLE, labels);
            }
            if (inputs.p95Nanos() >= 0) {
                out.add("sluice_plan_p95_seconds", inputs.p95Nanos() / NANOS, labels);
            }
            out.add(
                    "sluice_plan_price_per_million",
                    inputs.pricePicos() * PER_MILLION,
                    labels.and("currency", currencies.getOrDefault(each.provider(), "")));
            Foreseen ahead = foreseen.get(new Cell(each.key(), each.provider()));
            if (ahead != null) {
                band("errors", "sluice_forecast_error_ratio", ahead.errorRate(), 1, labels, out);
                band("latency", "sluice_forecast_p95_seconds", ahead.p95Nanos(), 1 / NANOS, labels, out);
            }
        }
    }

    private static void band(
            String series, String name, Foreseen.@Nullable Band band, double times, Labels labels, Exposition out) {
        if (band != null && Double.isFinite(band.expected())) {
            out.add(name, band.low() * times, labels.and("bound", "low"));
            out.add(name, band.expected() * times, labels.and("bound", "expected"));
            out.add(name, band.high() * times, labels.and("bound", "high"));
            out.add("sluice_forecast_skill", band.skill(), labels.and("series", series));
            out.add("sluice_forecast_trusted", band.trusted() ? 1 : 0, labels.and("series", series));
        }
    }
}
