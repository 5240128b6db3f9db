package dev.sluice.control.plan.worth;

import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.ProviderClass;
import java.util.Arrays;
import java.util.List;

/**
 * {@code u = (1 − p̂err)·P(latency ≤ SLO) − price}, in units of the value of a good answer, with the intent's weights for
 * what else counts.
 *
 * @param weights of the intent
 * @param objectives of the policy
 * @param referencePricePicos the pool's median list price; 0 where all is free
 * @param usualAttainment stands in for a provider whose latency is unknown: neither better nor worse than most
 * @param usualP95Nanos likewise
 */
public record Utility(
        IntentWeights weights,
        Objectives objectives,
        double referencePricePicos,
        double usualAttainment,
        long usualP95Nanos) {

    /** Latency that halves the worth of speed where the policy names none. */
    public static final long REFERENCE_LATENCY_NANOS = 300_000_000L;

    private static final double WHOLE = 1_000_000;

    public static Utility over(
            IntentWeights weights, Objectives objectives, List<Estimate> estimates, List<Long> listPricesPicos) {
        return new Utility(
                weights,
                objectives,
                median(
                        listPricesPicos.stream()
                                .filter(price -> price > 0)
                                .mapToDouble(Long::doubleValue)
                                .toArray(),
                        0),
                median(
                        estimates.stream()
                                .mapToDouble(Estimate::attainment)
                                .filter(each -> each >= 0)
                                .toArray(),
                        1),
                Math.round(median(
                        estimates.stream()
                                .mapToDouble(Estimate::p95Nanos)
                                .filter(each -> each >= 0)
                                .toArray(),
                        REFERENCE_LATENCY_NANOS)));
    }

    /** The same with the median of these list prices as the usual one, if there are any. */
    public Utility withReference(List<Long> listPricesPicos) {
        double[] prices = listPricesPicos.stream()
                .filter(price -> price > 0)
                .mapToDouble(Long::doubleValue)
                .toArray();
        return new Utility(weights, objectives, median(prices, referencePricePicos), usualAttainment, usualP95Nanos);
    }

    public Worth of(Estimate estimate, ProviderClass providerClass) {
        double answered = 1 - estimate.errorRate();
        double price = referencePricePicos > 0 ? estimate.pricePicos() / referencePricePicos : 0;
        return new Worth(
                answered - weights.shortfall() * unanswered(estimate),
                quality(estimate) - answered - weights.shortfall() * late(estimate) + weights.speed() * speed(estimate),
                -weights.price() * price,
                weights.trust() * trust(providerClass));
    }

    /** Share of requests answered well and in time: what decides whether a provider is good, whatever it costs. */
    public double quality(Estimate estimate) {
        return (1 - estimate.errorRate()) * attainment(estimate);
    }

    private double attainment(Estimate estimate) {
        return estimate.attainment() < 0 ? usualAttainment : estimate.attainment();
    }

    /** Points under the availability objective. */
    private double unanswered(Estimate estimate) {
        return objectives.availability() == null
                ? 0
                : Math.max(0, objectives.availability().targetPpm() / WHOLE - (1 - estimate.errorRate()));
    }

    /** Points under the latency objective. */
    private double late(Estimate estimate) {
        return objectives.latency() == null
                ? 0
                : Math.max(0, objectives.latency().quantilePpm() / WHOLE - attainment(estimate));
    }

    private double speed(Estimate estimate) {
        double reference = objectives.latency() != null ? objectives.latency().targetNanos() : REFERENCE_LATENCY_NANOS;
        long p95 = estimate.p95Nanos() < 0 ? usualP95Nanos : estimate.p95Nanos();
        return reference / (reference + p95);
    }

    /** By kind of seller: who can be named and sued. Verdicts on answers will refine this. */
    private static double trust(ProviderClass providerClass) {
        return switch (providerClass) {
            case SERVICE, HYPERSCALER -> 1.0;
            case BARE_METAL -> 0.9;
            case EDGE -> 0.7;
            case DECENTRALIZED -> 0.4;
        };
    }

    private static double median(double[] values, double without) {
        if (values.length == 0) {
            return without;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
