package dev.sluice.engine.telemetry;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Latencies since the process started, by bucket. For monitoring, which wants counters it can add over processes and take
 * differences of; the planner reads the finer sketches.
 *
 * @param counts one for each of {@link #BOUNDS_NANOS}, values up to and including it and above the one before; then one
 *     for all that is slower
 * @param sumNanos of all values
 */
public record LatencyCounts(List<Long> counts, long sumNanos) {

    /** From a millisecond to the longest time a request gets by default, about three steps for a power of ten. */
    public static final List<Long> BOUNDS_NANOS = List.of(
            1_000_000L,
            2_500_000L,
            5_000_000L,
            10_000_000L,
            25_000_000L,
            50_000_000L,
            100_000_000L,
            250_000_000L,
            500_000_000L,
            1_000_000_000L,
            2_500_000_000L,
            5_000_000_000L,
            10_000_000_000L,
            30_000_000_000L);

    public LatencyCounts {
        counts = List.copyOf(counts);
        if (counts.size() != BOUNDS_NANOS.size() + 1) {
            throw new IllegalArgumentException(counts.size() + " buckets");
        }
    }

    LatencyCounts plus(LatencyCounts other) {
        return new LatencyCounts(
                IntStream.range(0, counts.size())
                        .mapToObj(i -> counts.get(i) + other.counts.get(i))
                        .toList(),
                sumNanos + other.sumNanos);
    }
}
