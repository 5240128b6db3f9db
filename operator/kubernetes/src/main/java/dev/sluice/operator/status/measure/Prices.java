package dev.sluice.operator.status.measure;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.GatewayView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a million requests cost now. A price of one request in picos is that of a million in micros. */
public final class Prices {
    private Prices() {}

    /** By provider's id; free ones are left out, as their currency means nothing. */
    public static Map<String, String> currencies(GatewayView gateway) {
        return gateway.wanted().providers().stream()
                .filter(p -> !p.price().free())
                .collect(Collectors.toMap(Provider::id, p -> currency(p.price())));
    }

    /** Null where nothing is planned, and where currencies differ. */
    static @Nullable String perMillion(GatewayView gateway, List<Sample> samples) {
        Map<String, String> currencies = currencies(gateway);
        Set<String> used = samples.stream()
                .filter(s -> s.decision().sharePpm() > 0)
                .map(s -> currencies.getOrDefault(s.decision().provider(), ""))
                .filter(c -> !c.isEmpty())
                .collect(Collectors.toSet());
        if (used.size() != 1) {
            return null;
        }
        double traffic = samples.stream().mapToDouble(Sample::requests).sum();
        double keys = samples.stream().map(Sample::key).distinct().count();
        double micros = samples.stream()
                .mapToDouble(s -> Math.max(0, s.decision().inputs().pricePicos())
                        * (traffic > 0 ? s.requests() / traffic : s.decision().sharePpm() / (double) Plan.WHOLE / keys))
                .sum();
        return Amounts.money(Math.round(micros), used.iterator().next());
    }

    /** Whether a price that is read from a metric is. */
    static Condition current(QuoteStand quote) {
        String why = quote.failure() == null ? "waiting for the metric" : quote.failure();
        if (!quote.isRead()) {
            return MeasuredCondition.PRICE_CURRENT.is(
                    Status.FALSE, "NotRead", why + "; the price before, or the one written, holds");
        }
        String price = Amounts.money(quote.perMillionMicros(), quote.currency()) + " for a million requests";
        return quote.isStale()
                ? MeasuredCondition.PRICE_CURRENT.is(
                        Status.FALSE,
                        "Stale",
                        "not read for %d min: %s; %s holds".formatted(quote.ageSeconds() / 60, why, price))
                : MeasuredCondition.PRICE_CURRENT.is(Status.TRUE, "Read", price);
    }

    private static String currency(Price price) {
        return price.currency();
    }
}
