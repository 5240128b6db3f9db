package dev.sluice.control.plan.worth;

import dev.sluice.contract.snapshot.Objectives.Budget;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.pooling.Pooled;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what a policy spends now with what it may spend in a day. */
public final class Budgets {
    /** A price weighs this much more for each whole budget that the projected day lies above the budget. */
    public static final double GAIN = 10;

    /** Most a price's weight is multiplied by; beyond it the budget is given up and said so. */
    public static final double MAX_PRICE_FACTOR = 20;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double DAYS_PER_MONTH = 30;
    private static final double PICOS_PER_MICRO = 1e6;

    private Budgets() {}

    /** Projected spend of a day over the budget's; 0 without a budget or without spend in its currency. */
    public static double pressure(Policy policy, Map<String, Provider> providers, Pooled pooled) {
        return policy.objectives().budgets().stream()
                .mapToDouble(budget -> pressure(policy, budget, providers, pooled))
                .max()
                .orElse(0);
    }

    private static double pressure(Policy policy, Budget budget, Map<String, Provider> providers, Pooled pooled) {
        double perDayMicros = Double.MAX_VALUE;
        if (budget.perDayMicros() > 0) {
            perDayMicros = budget.perDayMicros();
        }
        if (budget.perMonthMicros() > 0) {
            perDayMicros = Math.min(perDayMicros, budget.perMonthMicros() / DAYS_PER_MONTH);
        }
        double picosPerSecond = pooled.cells().entrySet().stream()
                .filter(each -> each.getKey().key().policy().equals(policy.id()))
                .filter(each -> inCurrency(providers.get(each.getKey().provider()), budget.currency()))
                .mapToDouble(each -> each.getValue().costPicosPerSecond())
                .sum();
        return picosPerSecond * SECONDS_PER_DAY / PICOS_PER_MICRO / perDayMicros;
    }

    public static double priceFactor(double pressure) {
        return Math.clamp(1 + GAIN * (pressure - 1), 1, MAX_PRICE_FACTOR);
    }

    private static boolean inCurrency(@Nullable Provider provider, String currency) {
        return provider != null && provider.price().currency().equals(currency);
    }
}
