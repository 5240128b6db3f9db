package dev.sluice.control.plan.assess;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.control.pooling.Pooled;
import dev.sluice.control.pooling.ProviderView;
import dev.sluice.control.pooling.Rates;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which providers are down, as far as it is believed. Ejections stand on real answers and are believed at once; probes get lost,
 * so they have to insist, or be confirmed by real answers, while gateways step aside on their own.
 *
 * @param unhealthySinceNanos by provider that probes find unhealthy without a break
 * @param down ejected, or unhealthy beyond doubt
 */
public record Outages(Map<String, Long> unhealthySinceNanos, Set<String> down) {
    /** Probes alone must say so for this long. */
    static final long BELIEVED_NANOS = 5_000_000_000L;

    /** Real answers that fail this often, over seconds, confirm the probes. */
    private static final double CONFIRMING_ERROR_RATE = 0.2;

    private static final double CONFIRMING_SAMPLES = 5;

    public static final Outages NONE = new Outages(Map.of(), Set.of());

    public Outages {
        unhealthySinceNanos = Map.copyOf(unhealthySinceNanos);
        down = Set.copyOf(down);
    }

    public Outages then(Pooled pooled, long nowNanos) {
        Map<String, Long> since = new HashMap<>();
        Set<String> nowDown = new HashSet<>();
        pooled.providers().forEach((id, view) -> {
            if (view.health() == Health.UNHEALTHY) {
                long start = unhealthySinceNanos.getOrDefault(id, nowNanos);
                since.put(id, start);
                if (down.contains(id) || nowNanos - start >= BELIEVED_NANOS || confirmed(view)) {
                    nowDown.add(id);
                }
            } else if (view.health() == Health.EJECTED) {
                nowDown.add(id);
            }
        });
        return new Outages(since, nowDown);
    }

    /** Who came back since {@code earlier}: what was measured before or during the outage says nothing of them now. */
    public Set<String> returnedSince(Outages earlier, Pooled pooled) {
        Set<String> returned = new HashSet<>(earlier.down);
        returned.removeIf(id -> down.contains(id) || pooled.provider(id).health() != Health.HEALTHY);
        return returned;
    }

    private static boolean confirmed(ProviderView view) {
        Rates recent = view.rates().getFirst();
        return recent.judged() >= CONFIRMING_SAMPLES && recent.errorRate() >= CONFIRMING_ERROR_RATE;
    }
}
