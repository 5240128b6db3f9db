package dev.sluice.control.pooling;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.Bin;
import dev.sluice.engine.telemetry.LatencySketch;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Latencies in nanoseconds with 1 % relative accuracy (Masson, Rim and Lee, DDSketch, VLDB 2019), used as a value: nothing
 * writes to the sketch inside after construction.
 */
final class FadingLatency {
    /** Below this a bin is forgotten, or every value ever seen would stay for good. */
    private static final double NEGLIGIBLE = 0.001;

    static final FadingLatency EMPTY = new FadingLatency(LatencySketch.empty());

    private final DDSketch sketch;

    private FadingLatency(DDSketch sketch) {
        this.sketch = sketch;
    }

    /** Empty for bytes that are no sketch: one gateway's fault must not stop the plan for all. */
    static Optional<FadingLatency> decode(byte[] bytes) {
        try {
            return Optional.of(new FadingLatency(LatencySketch.decode(bytes)));
        } catch (IOException | IllegalArgumentException | ArithmeticException | NegativeArraySizeException notASketch) {
            return Optional.empty();
        }
    }

    /** This, faded to the fraction {@code keep}, and the newer ones in full. */
    FadingLatency then(List<FadingLatency> newer, double keep) {
        DDSketch merged = LatencySketch.empty();
        add(this, keep, merged);
        newer.forEach(each -> add(each, 1, merged));
        return new FadingLatency(merged);
    }

    double count() {
        return sketch.getCount();
    }

    /** How many were at most {@code nanos}. */
    double within(long nanos) {
        double sum = sketch.getCount() - sketch.getPositiveValueStore().getTotalCount();
        for (Iterator<Bin> bins = sketch.getPositiveValueStore().getAscendingIterator(); bins.hasNext(); ) {
            Bin bin = bins.next();
            if (sketch.getIndexMapping().value(bin.getIndex()) > nanos) {
                break;
            }
            sum += bin.getCount();
        }
        return sum;
    }

    long quantileNanos(double quantile) {
        return Math.round(sketch.getValueAtQuantile(quantile));
    }

    private static void add(FadingLatency from, double weight, DDSketch into) {
        from.sketch.getPositiveValueStore().forEach((index, count) -> {
            double faded = count * weight;
            if (faded > NEGLIGIBLE) {
                into.accept(from.sketch.getIndexMapping().value(index), faded);
            }
        });
    }
}
