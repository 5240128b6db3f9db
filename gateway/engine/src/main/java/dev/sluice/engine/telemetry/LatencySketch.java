package dev.sluice.engine.telemetry;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one form of latency sketches: DDSketch, 1 % relative accuracy, at most 2,048 bins, over nanoseconds. */
public final class LatencySketch {
    private static final double RELATIVE_ACCURACY = 0.01;
    private static final int MAX_BINS = 2_048;

    private LatencySketch() {}

    public static DDSketch empty() {
        return DDSketches.collapsingLowestDense(RELATIVE_ACCURACY, MAX_BINS);
    }

    /** The bytes a {@code LatencyWindow} carries. */
    public static byte[] encode(DDSketch sketch) {
        try {
            GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
            sketch.encode(out, false);
            return out.trimmedCopy();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** @throws IOException when these are not the bytes of a sketch */
    public static DDSketch decode(byte[] bytes) throws IOException {
        return DDSketch.decode(ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MAX_BINS));
    }
}
