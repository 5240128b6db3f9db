package dev.sluice.control.plan.assess;

import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.forecast.Foresight.Expected;
import dev.sluice.control.forecast.Neighbourhood;
import dev.sluice.control.plan.fill.Percent;
import dev.sluice.control.plan.worth.Estimate;
import dev.sluice.control.plan.worth.Utility;
import dev.sluice.control.pooling.Cell;
import java.util.List;
import java.util.Optional;

/**
 * Puts forecasts into estimates, where they change what follows: a provider that is well now and is expected to be clearly worse
 * within the horizon is left as one that declines. One that is bad already, or too little known, is judged by what was measured.
 */
record Prospect(PlanKeys.Scope scope, World world, Utility utility, double best) {
    /** Expected to give fewer good answers than this part of the best's: time to go. */
    private static final double WORSE = 0.95;

    /** Judged well now: at least this part. */
    private static final double WELL = 0.9;

    /** Errors expected of one that is silent: an alarm may nudge, and this is far from certain. */
    private static final double SILENT = 0.5;

    void apply(List<Provider> providers, List<Cell> cells, List<Estimate> estimates) {
        double[] losses = estimates.stream()
                .mapToDouble(each -> each.known() ? 1 - utility.quality(each) / best : Double.NaN)
                .toArray();
        for (int i = 0; i < losses.length; i++) {
            if (world.outages().down().contains(providers.get(i).id())) {
                losses[i] = 1;
            }
        }
        double[] passedOn = Neighbourhood.expected(
                providers.stream().map(Provider::failureDomain).toList(),
                providers.stream().map(Provider::organization).toList(),
                losses);
        for (int i = 0; i < losses.length; i++) {
            Estimate now = estimates.get(i);
            if (losses[i] <= 1 - WELL) {
                estimates.set(i, worse(providers.get(i), cells.get(i), now, passedOn[i]));
            }
        }
    }

    private Estimate worse(Provider provider, Cell cell, Estimate now, double passedOn) {
        Estimate next = now;
        Optional<Expected> trend = world.foresight().of(cell, targetNanos());
        if (trend.isPresent()) {
            next = next.worsened(trend.get().errorRate(), trend.get().attainment(), trendWords(trend.get()));
        }
        if (passedOn > 0 && utility.quality(next) > (1 - passedOn) * best) {
            next = now.worsened(passedOn, 1, "as its region fails");
        }
        if (world.silent().contains(provider.id())) {
            next = now.worsened(SILENT, 1, "as it stopped to answer");
        }
        return utility.quality(next) < WORSE * best ? next : now;
    }

    private static String trendWords(Expected trend) {
        return trend.skill().isPresent()
                ? "by its trend, skill " + Percent.of(trend.skill().getAsDouble())
                : "by its trend";
    }

    private long targetNanos() {
        Objectives.Latency latency = scope.policy().objectives().latency();
        return latency == null ? Long.MAX_VALUE / 2 : latency.targetNanos();
    }
}
