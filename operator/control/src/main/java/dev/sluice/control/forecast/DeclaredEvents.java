package dev.sluice.control.forecast;

import dev.sluice.contract.snapshot.ForecastEvent;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.Shift;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Events of one policy that shares have to be ready for: those under way, and those so near that even the largest share needs the
 * time left to leave.
 */
public record DeclaredEvents(List<ForecastEvent> near) {
    public static final DeclaredEvents NONE = new DeclaredEvents(List.of());

    private static final long LEAST_LEAD_MILLIS = 30_000;
    private static final long MOST_LEAD_MILLIS = 600_000;
    private static final double WHOLE_PPM = 1e6;

    public DeclaredEvents {
        near = List.copyOf(near);
    }

    /** @param nowMillis wall clock */
    public static DeclaredEvents of(Policy policy, long nowMillis) {
        if (policy.events().isEmpty()) {
            return NONE;
        }
        long lead = leadMillis(policy.shift());
        return new DeclaredEvents(policy.events().stream()
                .filter(each -> nowMillis >= each.startMillis() - lead && nowMillis < each.endMillis())
                .toList());
    }

    /** How long before its start an event counts: what a share of everything takes to leave, and two plans. */
    static long leadMillis(Shift shift) {
        double leaving = 1_000 * WHOLE_PPM / Math.max(1, shift.away().maxPpmPerSecond());
        long waiting = (shift.away().stabilizationNanos() + 2 * shift.intervalNanos()) / 1_000_000;
        return Math.clamp(Math.round(leaving) + waiting, LEAST_LEAD_MILLIS, MOST_LEAD_MILLIS);
    }

    /** Times the usual demand for this provider. */
    public double demandFactor(Provider provider) {
        return factor(provider, ForecastEvent::demandThousandths);
    }

    /** Times the usual demand of all together: what is said of one region alone does not count. */
    public double demandFactor() {
        return near.stream()
                .filter(each -> each.region() == null)
                .mapToDouble(each -> each.demandThousandths() / (double) ForecastEvent.UNCHANGED)
                .reduce(1, (one, other) -> one * other);
    }

    /** Part of this provider's capacity that is left. */
    public double capacityFactor(Provider provider) {
        return factor(provider, ForecastEvent::capacityThousandths);
    }

    /** Whether any of them asks for more than usual. */
    public boolean raiseDemand() {
        return near.stream().anyMatch(each -> each.demandThousandths() != ForecastEvent.UNCHANGED);
    }

    /** Names of those that concern a provider, e.g. {@code event mint}; empty where none does. */
    public String words(Provider provider) {
        String names = near.stream()
                .filter(each -> each.concerns(provider))
                .map(ForecastEvent::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "event " + names;
    }

    private double factor(Provider provider, ToIntFunction<ForecastEvent> thousandths) {
        double factor = 1;
        for (ForecastEvent each : near) {
            if (each.concerns(provider)) {
                factor *= thousandths.applyAsInt(each) / (double) ForecastEvent.UNCHANGED;
            }
        }
        return factor;
    }
}
