package dev.sluice.standalone.view;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import dev.sluice.contract.observation.LatencyWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Quantiles over merged latency windows. */
final class Quantile {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MAX_BINS = 2048;

    private Quantile() {}

    /** @return null where nothing was measured */
    static @Nullable Double p95Millis(List<LatencyWindow> windows) {
        Supplier<Store> stores = () -> new CollapsingLowestDenseStore(MAX_BINS);
        DDSketch merged = null;
        try {
            for (LatencyWindow window : windows) {
                if (window.count() == 0) {
                    continue;
                }
                DDSketch sketch = DDSketch.decode(ByteArrayInput.wrap(window.sketch()), stores);
                if (merged == null) {
                    merged = sketch;
                } else {
                    merged.mergeWith(sketch);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a latency window that is no sketch", e);
        }
        return merged == null || merged.isEmpty()
                ? null
                : Words.rounded(merged.getValueAtQuantile(0.95) / NANOS_PER_MILLI);
    }
}
