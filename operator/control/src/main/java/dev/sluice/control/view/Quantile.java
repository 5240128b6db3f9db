package dev.sluice.control.view;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.engine.telemetry.LatencySketch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Quantiles over merged latency windows. */
final class Quantile {
    private static final double NANOS_PER_MILLI = 1e6;

    private Quantile() {}

    /** @return null where nothing was measured */
    static @Nullable Double p95Millis(List<LatencyWindow> windows) {
        DDSketch merged = LatencySketch.empty();
        try {
            for (LatencyWindow window : windows) {
                merged.mergeWith(LatencySketch.decode(window.sketch()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a latency window that is no sketch", e);
        }
        return merged.isEmpty() ? null : Words.rounded(merged.getValueAtQuantile(0.95) / NANOS_PER_MILLI);
    }
}
