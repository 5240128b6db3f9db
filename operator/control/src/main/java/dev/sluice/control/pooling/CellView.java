package dev.sluice.control.pooling;

import java.util.List;

/**
 * One provider for one key as all gateways together see it.
 *
 * @param rates by scale, short to long
 * @param attemptsPerSecond over all gateways
 * @param recentPerSecond the same over seconds
 * @param pricePicos mean cost of an attempt
 * @param costPicosPerSecond over all gateways
 * @param p50Nanos of successes, -1 where unknown
 * @param p95Nanos of successes, -1 where unknown
 * @param disagreement whether gateways contradict each other without a majority
 */
public record CellView(
        List<Rates> rates,
        double attemptsPerSecond,
        double recentPerSecond,
        double pricePicos,
        double costPicosPerSecond,
        long p50Nanos,
        long p95Nanos,
        boolean disagreement) {
    public CellView {
        rates = List.copyOf(rates);
    }

    /** Nothing was seen. */
    public static final CellView NONE = new CellView(Vote.count(List.of()), 0, 0, 0, 0, -1, -1, false);
}
