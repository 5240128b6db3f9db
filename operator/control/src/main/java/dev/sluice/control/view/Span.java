package dev.sluice.control.view;

import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The last few readings of one gateway process, whose ends give rates. */
final class Span {
    /** Intervals between the ends, so that a provider with few requests does not flicker. */
    private static final int INTERVALS = 3;
    /** Completed latency windows that a quantile is taken over: about six seconds. */
    private static final long LATENCY_WINDOWS = 3;

    private final Deque<Observation> readings = new ArrayDeque<>();

    /** The same reading again, or one that overtook a newer, is no news. */
    void add(Observation reading) {
        if (!readings.isEmpty() && reading.atMillis() <= readings.getLast().atMillis()) {
            return;
        }
        readings.addLast(reading);
        if (readings.size() > INTERVALS + 1) {
            readings.removeFirst();
        }
    }

    Observation before() {
        return readings.getFirst();
    }

    Observation now() {
        return readings.getLast();
    }

    /** What a difference between the ends is to be multiplied with; 0 while there is one reading. */
    double perSecond() {
        long millis = now().atMillis() - before().atMillis();
        return millis <= 0 ? 0 : 1e3 / millis;
    }

    /** Those that lie in the last few seconds of this process, which numbers them from its start. */
    Stream<LatencyWindow> recent(List<LatencyWindow> windows) {
        long aliveNanos = (now().atMillis() - now().startedAtMillis()) * 1_000_000L;
        long first = aliveNanos / LatencyWindow.LENGTH_NANOS - LATENCY_WINDOWS;
        return windows.stream().filter(window -> window.number() >= first);
    }
}
