package dev.sluice.control.pooling;

import dev.sluice.contract.observation.ProviderSight.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider over all keys: health and load belong to it, not to a route.
 *
 * @param health by majority of gateways that know
 * @param lastError newest words of a gateway that finds it bad, or null
 * @param rates by scale, short to long, over all keys
 * @param recentPerSecond attempts per second over seconds
 * @param usualPerSecond attempts per second over a minute
 * @param answeredPerSecond of these, over seconds, that ended well or badly
 * @param throttledPerSecond that it refused for want of capacity, over seconds
 * @param attempts ever counted by the gateways that have a vote
 * @param answers of these, the good ones
 * @param probeNanos latency of good probes, the median of gateways; -1 where none tells
 */
public record ProviderView(
        Health health,
        @Nullable String lastError,
        List<Rates> rates,
        double recentPerSecond,
        double usualPerSecond,
        double answeredPerSecond,
        double throttledPerSecond,
        long attempts,
        long answers,
        long probeNanos) {
    public ProviderView {
        rates = List.copyOf(rates);
    }

    /** Nobody has looked. */
    public static final ProviderView NONE =
            new ProviderView(Health.UNKNOWN, null, Vote.count(List.of()), 0, 0, 0, 0, 0, 0, -1);
}
