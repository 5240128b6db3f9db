package dev.sluice.engine.telemetry;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.LatencyWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Latencies by window: the current one as a sketch, the newest {@link LatencyWindow#KEPT} completed ones as bytes. A window
 * without values leaves nothing behind. Owned by one event loop; allocates when a window ends, not per value.
 */
final class LatencyRecorder {
    private final LatencyHistogram histogram = new LatencyHistogram();
    private final Deque<LatencyWindow> completed = new ArrayDeque<>();
    private @Nullable DDSketch sketch;
    private long window = -1;
    private long count;

    /** @param nowWindow number of the window of now; windows before the current one count as it */
    void record(long nanos, long nowWindow) {
        roll(nowWindow);
        DDSketch current = sketch;
        if (current == null) {
            current = LatencySketch.empty();
            sketch = current;
        }
        current.accept(Math.max(0, nanos));
        histogram.record(Math.max(0, nanos));
        count++;
    }

    /** Of all values ever recorded. */
    LatencyCounts counts() {
        return histogram.read();
    }

    /** Windows before this one, oldest first. */
    List<LatencyWindow> completedBefore(long nowWindow) {
        roll(nowWindow);
        long oldest = nowWindow - LatencyWindow.KEPT;
        return completed.stream()
                .filter(w -> w.number() >= oldest && w.number() < nowWindow)
                .toList();
    }

    private void roll(long nowWindow) {
        if (nowWindow <= window) {
            return;
        }
        DDSketch current = sketch;
        if (count == 0) {
            // Idle for a whole window: give the memory back.
            sketch = null;
        } else if (current != null) {
            completed.addLast(new LatencyWindow(window, count, LatencySketch.encode(current)));
            current.clear();
            count = 0;
            if (completed.size() > LatencyWindow.KEPT) {
                completed.removeFirst();
            }
        }
        window = nowWindow;
    }
}
