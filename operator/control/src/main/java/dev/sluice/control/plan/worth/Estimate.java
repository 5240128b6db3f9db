package dev.sluice.control.plan.worth;

import dev.sluice.control.pooling.CellView;
import dev.sluice.control.pooling.ProviderView;
import dev.sluice.control.pooling.Rates;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of one provider for one key until the next plan. Made from what was pooled; a forecast may refine it before
 * it is weighed.
 *
 * @param errorRate 0 to 1
 * @param attainment of successes, within the latency objective, 0 to 1; -1 where unknown
 * @param p50Nanos of successes; -1 where unknown
 * @param p95Nanos of successes; -1 where unknown
 * @param requestsPerSecond attempts, all gateways
 * @param pricePicos of one request
 * @param samples faded count of attempts the error rate stands on
 * @param seconds the error rate mostly looks back
 * @param known whether enough was seen to move a share by it
 * @param foreseen what a forecast made of errors and attainment and by what, null where they are as measured
 */
public record Estimate(
        double errorRate,
        double attainment,
        long p50Nanos,
        long p95Nanos,
        double requestsPerSecond,
        double pricePicos,
        double samples,
        int seconds,
        boolean known,
        @Nullable String foreseen) {

    /** Fewer faded samples than this say nothing. */
    public static final double MIN_SAMPLES = 10;

    /** Errors expected of a provider nobody has seen: hopeful, but not better than a good one. */
    public static final double PRIOR_ERROR_RATE = 0.002;

    private static final double CHANCE_SIGMAS = 2;

    /** Attempts the prior is worth, so that one failure in three is not a third. */
    private static final double PRIOR_ATTEMPTS = 10;

    /** Attempts the list price is worth against the measured mix of methods. */
    private static final double PRIOR_PRICE_ATTEMPTS = 100;

    public static Estimate of(CellView cell, ProviderView provider, long listPricePicos) {
        int overallScale = remembered(provider.rates(), Trend.errorScale(provider.rates()), Rates::judged);
        Rates overall = provider.rates().get(overallScale);
        double prior = smoothed(overall, PRIOR_ERROR_RATE);
        int scale = remembered(cell.rates(), Trend.errorScale(cell.rates()), Rates::judged);
        double own = enough(cell.rates(), Rates::judged);
        boolean ownKnown = own >= MIN_SAMPLES;
        double timed = enough(cell.rates(), Rates::timed);
        Rates latency = cell.rates().get(remembered(cell.rates(), Trend.attainmentScale(cell.rates()), Rates::timed));
        return new Estimate(
                smoothed(cell.rates().get(scale), prior),
                timed >= MIN_SAMPLES ? latency.attainment() : -1,
                cell.p50Nanos(),
                cell.p95Nanos(),
                cell.attemptsPerSecond(),
                (cell.pricePicos() * own + listPricePicos * PRIOR_PRICE_ATTEMPTS) / (own + PRIOR_PRICE_ATTEMPTS),
                own,
                Trend.lookBackSeconds(ownKnown ? scale : overallScale),
                ownKnown || enough(provider.rates(), Rates::judged) >= MIN_SAMPLES,
                null);
    }

    /** Of attempts, what fails for certain: the error rate less what chance may have added. */
    public double surelyFailing() {
        double deviation = Math.sqrt(errorRate * (1 - errorRate) / Math.max(1, samples));
        return Math.max(0, errorRate - CHANCE_SIGMAS * deviation);
    }

    /** What is expected to come, where it is worse than what was measured. */
    public Estimate worsened(double expectedErrorRate, double expectedAttainment, String by) {
        return new Estimate(
                Math.max(errorRate, expectedErrorRate),
                attainment < 0 ? attainment : Math.min(attainment, expectedAttainment),
                p50Nanos,
                p95Nanos,
                requestsPerSecond,
                pricePicos,
                samples,
                seconds,
                known,
                by);
    }

    /** Too little is fresh: what is remembered stands in for it. */
    private static int remembered(List<Rates> rates, int scale, ToDoubleFunction<Rates> count) {
        boolean faded = count.applyAsDouble(rates.get(Trend.LONGEST)) < MIN_SAMPLES;
        return faded && rates.size() > Trend.MEMORY ? Trend.MEMORY : scale;
    }

    private static double enough(List<Rates> rates, ToDoubleFunction<Rates> count) {
        return count.applyAsDouble(rates.get(remembered(rates, Trend.LONGEST, count)));
    }

    private static double smoothed(Rates rates, double prior) {
        return (rates.errorRate() * rates.judged() + prior * PRIOR_ATTEMPTS) / (rates.judged() + PRIOR_ATTEMPTS);
    }
}
