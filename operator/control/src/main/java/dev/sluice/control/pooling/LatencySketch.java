package dev.sluice.control.pooling;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Latencies in nanoseconds with 1 % relative accuracy (Masson, Rim and Lee, DDSketch, VLDB 2019), used as a value: nothing
 * writes to the sketch inside after construction.
 */
final class LatencySketch {
    private static final double ACCURACY = 0.01;

    /** Enough for 1 ns to 10 s at 1 %; a reporter cannot make us hold more. */
    private static final int MAX_BINS = 2048;

    static final LatencySketch EMPTY = new LatencySketch(empty());

    private final DDSketch sketch;

    private LatencySketch(DDSketch sketch) {
        this.sketch = sketch;
    }

    /** Empty for bytes that are no sketch: one gateway's fault must not stop the plan for all. */
    static Optional<LatencySketch> decode(byte[] bytes) {
        try {
            return Optional.of(new LatencySketch(
                    DDSketch.decode(ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MAX_BINS))));
        } catch (IOException | IllegalArgumentException | ArithmeticException | NegativeArraySizeException notASketch) {
            return Optional.empty();
        }
    }

    /** This, faded to the fraction {@code keep}, and the newer ones in full. */
    LatencySketch then(List<LatencySketch> newer, double keep) {
        DDSketch merged = empty();
        add(this, keep, merged);
        newer.forEach(each -> add(each, 1, merged));
        return new LatencySketch(merged);
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

    private static void add(LatencySketch from, double weight, DDSketch into) {
        from.sketch.getPositiveValueStore().forEach((index, count) -> {
            double faded = count * weight;
            if (faded > NEGLIGIBLE) {
                into.accept(from.sketch.getIndexMapping().value(index), faded);
            }
        });
    }

    /** Below this a bin is forgotten, or every value ever seen would stay for good. */
    private static final double NEGLIGIBLE = 0.001;

    private static DDSketch empty() {
        return new DDSketch(new LogarithmicMapping(ACCURACY), () -> new CollapsingLowestDenseStore(MAX_BINS));
    }
}
