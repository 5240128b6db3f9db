package dev.sluice.control.pooling;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import dev.sluice.engine.telemetry.LatencySketch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Latencies in nanoseconds with 1 % relative accuracy (Masson, Rim and Lee, DDSketch, VLDB 2019), as the bare bins of a sketch: there
 * is one for each pool member and gateway, and each is made anew with every reading. Nothing writes to it after construction.
 */
final class FadingLatency {
    private static final IndexMapping MAPPING = LatencySketch.empty().getIndexMapping();

    /** A nanosecond to about an hour: what is beyond is counted there. */
    private static final int LOWEST = MAPPING.index(1);

    private static final int HIGHEST = MAPPING.index(4e12);

    /** Below this a bin is forgotten, or every value ever seen would stay for good. */
    private static final double NEGLIGIBLE = 0.001;

    static final FadingLatency EMPTY = new FadingLatency(0, new float[0]);

    private final int first;
    private final float[] bins;
    private final double count;

    /** @param first index of the first bin */
    private FadingLatency(int first, float[] bins) {
        this.first = first;
        this.bins = bins;
        double sum = 0;
        for (float each : bins) {
            sum += each;
        }
        this.count = sum;
    }

    /** Empty for bytes that are no sketch: one gateway's fault must not stop the plan for all. */
    static Optional<FadingLatency> decode(byte[] bytes) {
        try {
            return Optional.of(of(LatencySketch.decode(bytes)));
        } catch (IOException | IllegalArgumentException | ArithmeticException | NegativeArraySizeException notASketch) {
            return Optional.empty();
        }
    }

    private static FadingLatency of(DDSketch sketch) {
        if (sketch.isEmpty()) {
            return EMPTY;
        }
        IndexMapping theirs = sketch.getIndexMapping();
        double rest = sketch.getCount() - sketch.getPositiveValueStore().getTotalCount();
        int[] range = {rest > 0 ? LOWEST : HIGHEST, LOWEST};
        sketch.getPositiveValueStore().forEach((index, count) -> {
            int at = index(theirs, index);
            range[0] = Math.min(range[0], at);
            range[1] = Math.max(range[1], at);
        });
        float[] bins = new float[range[1] - range[0] + 1];
        sketch.getPositiveValueStore()
                .forEach((index, count) -> bins[index(theirs, index) - range[0]] += (float) count);
        bins[0] += (float) rest;
        return new FadingLatency(range[0], bins);
    }

    private static int index(IndexMapping theirs, int index) {
        return Math.clamp(theirs.equals(MAPPING) ? index : MAPPING.index(theirs.value(index)), LOWEST, HIGHEST);
    }

    /** This, faded to the fraction {@code keep}, and the newer ones in full. */
    FadingLatency then(List<FadingLatency> newer, double keep) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        if (bins.length > 0) {
            low = first;
            high = first + bins.length;
        }
        for (FadingLatency each : newer) {
            if (each.bins.length > 0) {
                low = Math.min(low, each.first);
                high = Math.max(high, each.first + each.bins.length);
            }
        }
        if (high <= low) {
            return EMPTY;
        }
        float[] merged = new float[high - low];
        for (int i = 0; i < bins.length; i++) {
            float faded = (float) (bins[i] * keep);
            merged[first - low + i] = faded > NEGLIGIBLE ? faded : 0;
        }
        for (FadingLatency each : newer) {
            for (int i = 0; i < each.bins.length; i++) {
                merged[each.first - low + i] += each.bins[i];
            }
        }
        return trimmed(low, merged);
    }

    /** Without the empty bins at both ends, which faded away. */
    private static FadingLatency trimmed(int first, float[] bins) {
        int from = 0;
        int to = bins.length;
        while (from < to && bins[from] == 0) {
            from++;
        }
        while (to > from && bins[to - 1] == 0) {
            to--;
        }
        return from == to
                ? EMPTY
                : new FadingLatency(
                        first + from, from == 0 && to == bins.length ? bins : Arrays.copyOfRange(bins, from, to));
    }

    double count() {
        return count;
    }

    /** How many were at most {@code nanos}. */
    double within(long nanos) {
        double sum = 0;
        for (int i = 0; i < bins.length && (bins[i] == 0 || MAPPING.value(first + i) <= nanos); i++) {
            sum += bins[i];
        }
        return sum;
    }

    /** 0 where nothing is counted. */
    long quantileNanos(double quantile) {
        double rank = quantile * (count - 1);
        double sum = 0;
        for (int i = 0; i < bins.length; i++) {
            sum += bins[i];
            if (bins[i] > 0 && sum > rank) {
                return Math.round(MAPPING.value(first + i));
            }
        }
        return 0;
    }
}
