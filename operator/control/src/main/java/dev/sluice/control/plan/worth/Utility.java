package dev.sluice.control.plan.worth;

import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.engine.score.TrustScorer;
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

    /** @param usual what is usual among those of the estimates */
    public static Utility over(
            IntentWeights weights,
            Objectives objectives,
            List<Estimate> estimates,
            long[] listPricesPicos,
            Medians usual) {
        return new Utility(
                weights,
                objectives,
                usualPrice(listPricesPicos, usual, 0),
                usual.of(i -> estimates.get(i).attainment(), each -> each >= 0, 1),
                Math.round(usual.of(i -> estimates.get(i).p95Nanos(), each -> each >= 0, REFERENCE_LATENCY_NANOS)));
    }

    /** The same with the median of these list prices as the usual one, if there are any. @param listPricesPicos 0 counts for nothing */
    public Utility withReference(long[] listPricesPicos, Medians usual) {
        return new Utility(
                weights,
                objectives,
                usualPrice(listPricesPicos, usual, referencePricePicos),
                usualAttainment,
                usualP95Nanos);
    }

    private static double usualPrice(long[] listPricesPicos, Medians usual, double without) {
        return usual.of(i -> listPricesPicos[i], price -> price > 0, without);
    }

    public Worth of(Estimate estimate, ProviderClass providerClass) {
        double answered = 1 - estimate.errorRate();
        double price = referencePricePicos > 0 ? estimate.pricePicos() / referencePricePicos : 0;
        return new Worth(
                answered - weights.shortfall() * unanswered(estimate),
                quality(estimate) - answered - weights.shortfall() * late(estimate) + weights.speed() * speed(estimate),
                -weights.price() * price,
                weights.trust() * TrustScorer.of(providerClass));
    }

    /** Share of requests answered well and in time: what decides whether a provider is good, whatever it costs. */
    public double quality(Estimate estimate) {
        return (1 - estimate.errorRate()) * attainment(estimate);
    }

    private double attainment(Estimate estimate) {
        return estimate.attainment() < 0 ? usualAttainment : estimate.attainment();
    }

    /** Points under the availability objective, as far as they are no chance: near it a few failures more or less say nothing. */
    private double unanswered(Estimate estimate) {
        return objectives.availability() == null
                ? 0
                : Math.max(0, objectives.availability().targetPpm() / WHOLE - (1 - estimate.surelyFailing()));
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
}
