package dev.sluice.engine.telemetry;

import java.util.Arrays;

/** Counts latencies by bucket. Owned by one event loop; allocates nothing per value. */
final class LatencyHistogram {
    private static final long[] BOUNDS_NANOS =
            LatencyCounts.BOUNDS_NANOS.stream().mapToLong(Long::longValue).toArray();

    private final long[] counts = new long[BOUNDS_NANOS.length + 1];
    private long sumNanos;

    void record(long nanos) {
        int at = Arrays.binarySearch(BOUNDS_NANOS, nanos);
        counts[at >= 0 ? at : -at - 1]++;
        sumNanos += nanos;
    }

    LatencyCounts read() {
        return new LatencyCounts(Arrays.stream(counts).boxed().toList(), sumNanos);
    }
}
