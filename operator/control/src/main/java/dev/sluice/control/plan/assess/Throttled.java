package dev.sluice.control.plan.assess;

import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.pooling.Pooled;
import dev.sluice.control.pooling.ProviderView;
import java.util.HashMap;
import java.util.Map;

/**
 * Sellers that refused requests for want of capacity, and what they took instead: less than they say, whatever the reason. The
 * bound rises again by and by, so that capacity that is back is found.
 *
 * @param perSecond what each is believed to take, by seller
 * @param atNanos when this was known
 */
public record Throttled(Map<String, Double> perSecond, long atNanos) {
    public static final Throttled NONE = new Throttled(Map.of(), 0);

    /** Fewer refusals than this part of the attempts are chance. */
    private static final double NOTEWORTHY = 0.03;

    private static final double LEAST_PER_SECOND = 0.3;

    /** Of the bound, per second. */
    private static final double GROWTH = 0.03;

    /** Bounds this far above what is asked for do not bind, and are forgotten. */
    private static final double FAR = 4;

    private static final double LEAST = 0.5;

    public Throttled {
        perSecond = Map.copyOf(perSecond);
    }

    public Throttled then(Pooled pooled, Map<String, Provider> providers, long nowNanos) {
        double growth = this == NONE ? 1 : 1 + GROWTH * Math.max(0, nowNanos - atNanos) / 1e9;
        Map<String, Double> next = new HashMap<>();
        perSecond.forEach((seller, bound) -> next.put(seller, bound * growth));
        providers.forEach((id, provider) -> {
            ProviderView view = pooled.provider(id);
            String seller = provider.seller();
            double refused = view.throttledPerSecond();
            Double bound = next.get(seller);
            if (refused > LEAST_PER_SECOND && refused > NOTEWORTHY * view.recentPerSecond()) {
                next.put(seller, Math.max(LEAST, view.answeredPerSecond()));
            } else if (bound != null && isFar(bound, provider, view)) {
                next.remove(seller);
            }
        });
        return new Throttled(next, nowNanos);
    }

    private static boolean isFar(double bound, Provider provider, ProviderView view) {
        int declared = provider.capacity().requestsPerSecond();
        return declared > 0 ? bound >= declared : bound > FAR * Math.max(1, view.recentPerSecond());
    }
}
