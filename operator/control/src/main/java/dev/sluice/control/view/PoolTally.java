package dev.sluice.control.view;

import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.control.forecast.Foreseen;
import dev.sluice.control.pooling.Cell;
import dev.sluice.control.view.Sample.PoolSample;
import dev.sluice.control.view.Sample.ProviderSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums, per second, over processes and a pool's policies and classes. */
final class PoolTally {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double PICOS = 1e12;

    private final Pool pool;
    private final Map<PlanKey, Map<String, Integer>> planned;
    private final Map<String, Rates> byProvider = new LinkedHashMap<>();
    private final Map<PlanKey, Double> firstAttemptsByKey = new HashMap<>();

    PoolTally(Pool pool, @Nullable Plan plan) {
        this.pool = pool;
        this.planned = planned(pool, plan);
        pool.members().forEach(member -> byProvider.put(member.provider(), new Rates()));
        planned.keySet().forEach(key -> firstAttemptsByKey.put(key, 0.0));
    }

    void add(Span span) {
        for (Traffic traffic : span.now().traffic()) {
            Rates rates = count(traffic, span.perSecond());
            if (rates != null) {
                span.recent(traffic.latency()).forEach(rates.windows::add);
            }
        }
        span.before().traffic().forEach(traffic -> count(traffic, -span.perSecond()));
    }

    private @Nullable Rates count(Traffic traffic, double times) {
        if (!traffic.key().pool().equals(pool.id())) {
            return null;
        }
        firstAttemptsByKey.merge(traffic.key(), times * traffic.firstAttempts(), Double::sum);
        Rates rates = byProvider.get(traffic.provider());
        if (rates != null) {
            rates.firstAttempts += times * traffic.firstAttempts();
            rates.attempts += times * traffic.attempts();
            rates.failed += times * traffic.failed();
            rates.costPicos += times * traffic.costPicos();
        }
        return rates;
    }

    PoolSample sample(Map<String, String> health, Forecasts forecasts) {
        double all =
                byProvider.values().stream().mapToDouble(r -> r.firstAttempts).sum();
        List<ProviderSample> samples = new ArrayList<>();
        byProvider.forEach((provider, rates) -> samples.add(new ProviderSample(
                provider,
                part(rates.firstAttempts, all),
                plannedShare(provider),
                rate(rates.attempts),
                part(rates.failed, rates.attempts),
                Quantile.p95Millis(rates.windows),
                rate(rates.costPicos / PICOS * SECONDS_PER_HOUR),
                health.getOrDefault(provider, "Unknown"),
                forecast(provider, forecasts))));
        return new PoolSample(pool.id(), samples);
    }

    private @Nullable ForecastSample forecast(String provider, Forecasts forecasts) {
        return forecasts.foreseen().entrySet().stream()
                .filter(each -> each.getKey().provider().equals(provider)
                        && each.getKey().key().pool().equals(pool.id()))
                .max(Comparator.comparingDouble((Map.Entry<Cell, Foreseen> each) ->
                                firstAttemptsByKey.getOrDefault(each.getKey().key(), 0.0))
                        .thenComparing(each -> each.getKey().key().requestClass()))
                .map(each -> ForecastSample.of(forecasts.forMillis(), each.getValue()))
                .orElse(null);
    }

    /** Each class counts by its traffic; where there is none, all classes count the same. */
    private @Nullable Double plannedShare(String provider) {
        double traffic = 0;
        double weighted = 0;
        double plain = 0;
        int keys = 0;
        for (Map.Entry<PlanKey, Double> entry : firstAttemptsByKey.entrySet()) {
            Integer ppm = planned.getOrDefault(entry.getKey(), Map.of()).get(provider);
            if (ppm != null) {
                double perSecond = positive(entry.getValue());
                traffic += perSecond;
                weighted += perSecond * ppm;
                plain += ppm;
                keys++;
            }
        }
        return keys == 0 ? null : Words.rounded((traffic > 0 ? weighted / traffic : plain / keys) / Plan.WHOLE);
    }

    private static Map<PlanKey, Map<String, Integer>> planned(Pool pool, @Nullable Plan plan) {
        Map<PlanKey, Map<String, Integer>> planned = new HashMap<>();
        if (plan != null) {
            for (Plan.Entry entry : plan.entries()) {
                if (entry.key().pool().equals(pool.id())) {
                    Map<String, Integer> shares = new HashMap<>();
                    entry.shares().forEach(share -> shares.put(share.provider(), share.ppm()));
                    planned.put(entry.key(), shares);
                }
            }
        }
        return planned;
    }

    private static double rate(double perSecond) {
        return Words.rounded(positive(perSecond));
    }

    private static @Nullable Double part(double some, double all) {
        return positive(all) == 0 ? null : Words.rounded(Math.min(1, positive(some) / all));
    }

    /** What sums of doubles leave of nothing is nothing: no gateway counts so little. */
    private static double positive(double perSecond) {
        return perSecond < 1e-6 ? 0 : perSecond;
    }

    private static final class Rates {
        private double firstAttempts;
        private double attempts;
        private double failed;
        private double costPicos;
        private final List<LatencyWindow> windows = new ArrayList<>();
    }
}
