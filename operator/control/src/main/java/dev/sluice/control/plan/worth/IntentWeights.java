package dev.sluice.control.plan.worth;

import dev.sluice.contract.snapshot.Policy.Intent;
import dev.sluice.control.objective.ErrorBudget.Level;

/**
 * How an intent weighs the one objective. All numbers are in units of V, the value of one good answer in time, so that the
 * same weights fit RPC calls and storage reads: a price counts by its ratio to the pool's median list price.
 *
 * @param price cost of an answer at the median price
 * @param speed worth of an instant answer; half of it at the reference latency
 * @param trust worth of a wholly trusted provider
 * @param shortfall cost of each point a provider lies under the availability or latency objective
 * @param evenness what a split in declared proportions is worth (the temperature of the fill): small goes all to the best,
 *     large spreads. Utilities closer than this are nearly a tie
 */
public record IntentWeights(double price, double speed, double trust, double shortfall, double evenness) {
    static final IntentWeights FASTEST = new IntentWeights(0.005, 0.60, 0.00, 2.0, 0.03);
    static final IntentWeights CHEAPEST = new IntentWeights(0.250, 0.00, 0.00, 5.0, 0.03);
    static final IntentWeights BALANCED = new IntentWeights(0.020, 0.05, 0.00, 2.0, 0.03);
    static final IntentWeights MOST_TRUSTED = new IntentWeights(0.005, 0.02, 0.40, 2.0, 0.10);

    public static IntentWeights of(Intent intent) {
        return switch (intent) {
            case FASTEST -> FASTEST;
            case CHEAPEST -> CHEAPEST;
            case BALANCED -> BALANCED;
            case MOST_TRUSTED -> MOST_TRUSTED;
        };
    }

    /** Where an error budget does not last, who errs is left for less. */
    public IntentWeights withShortfallFor(Level level) {
        double times =
                switch (level) {
                    case KEPT -> 1;
                    case SLOW, SPENT -> 2;
                    case FAST -> 4;
                };
        return new IntentWeights(price, speed, trust, shortfall * times, evenness);
    }

    /** Where a budget is to be kept a price weighs more. */
    public IntentWeights withPriceMore(double weight) {
        return new IntentWeights(price + weight, speed, trust, shortfall, evenness);
    }
}
