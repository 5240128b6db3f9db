package dev.sluice.engine.health;

import java.util.concurrent.atomic.AtomicInteger;

/** How busy and how fast one endpoint is. Shared by all event loops. */
public final class EndpointLoad {
    private static final long FAILURE_NANOS = 5_000_000_000L;
    private static final long MAX_RETRY_AFTER_NANOS = 300_000_000_000L;

    private final PeakEwma latency;
    private final AtomicInteger pending = new AtomicInteger();

    public EndpointLoad(long nowNanos) {
        latency = new PeakEwma(nowNanos);
    }

    /** Peak-EWMA cost: lower is better. */
    public double cost(long nowNanos) {
        return latency.nanos(nowNanos) * (pending.get() + 1);
    }

    public void begin() {
        pending.incrementAndGet();
    }

    /** The attempt has ended, with or without an outcome. */
    public void end() {
        pending.decrementAndGet();
    }

    public void answered(long nanos, long nowNanos) {
        latency.observe(nanos, nowNanos);
    }

    /** A failure counts as a slow answer, or fast errors would look like free capacity. */
    public void failed(long nanos, long retryAfterNanos, long nowNanos) {
        long asked = Math.min(retryAfterNanos, MAX_RETRY_AFTER_NANOS);
        latency.observe(Math.max(FAILURE_NANOS, Math.max(nanos, asked)), nowNanos);
    }

    public int pending() {
        return pending.get();
    }
}
