package dev.sluice.engine.telemetry;

import dev.sluice.contract.observation.LatencyWindow;

/** Numbers the latency windows of a process. @param startNanos of window 0, on the clock all times here are read from */
public record WindowClock(long startNanos) {
    public long window(long nowNanos) {
        return Math.floorDiv(nowNanos - startNanos, LatencyWindow.LENGTH_NANOS);
    }
}
