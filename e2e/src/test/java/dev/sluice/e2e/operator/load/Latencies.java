package dev.sluice.e2e.operator.load;

import java.util.Collection;

/** How long things took, in milliseconds; zeros where nothing was measured. */
public record Latencies(long count, double p50, double p99, double max) {

    public static Latencies of(Collection<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Latencies(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
    }

    @Override
    public String toString() {
        return String.format("p50 %.0f ms, p99 %.0f ms, max %.0f ms of %d", p50, p99, max, count);
    }
}
