package dev.sluice.engine.telemetry;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.util.EnumMap;
import java.util.Map;

/** Counts attempts at one provider for one plan key. Owned by one event loop. */
public final class TrafficCell {
    private static final Failure[] FAILURES = Failure.values();

    private final PlanKey key;
    private final String provider;
    private final long[] failures = new long[FAILURES.length];
    private final LatencyRecorder latency = new LatencyRecorder();
    private final RecentLatency recent = new RecentLatency();
    private final RecentErrors errors = new RecentErrors();
    private long firstAttempts;
    private long attempts;
    private long successes;
    private long costPicos;

    TrafficCell(PlanKey key, String provider) {
        this.key = key;
        this.provider = provider;
    }

    public void begin(boolean first) {
        firstAttempts += first ? 1 : 0;
        attempts++;
    }

    public void answered(long nanos, long nowWindow, long picos) {
        successes++;
        costPicos += picos;
        latency.record(nanos, nowWindow);
        recent.add(nanos);
    }

    /** Given up without an outcome; it is paid all the same. */
    public void dropped(long picos) {
        costPicos += picos;
    }

    /** No answer for so long when another provider's came. Left out, slow answers would vanish from the quantile. */
    public void overtaken(long nanos) {
        recent.add(nanos);
    }

    public RecentLatency recent() {
        return recent;
    }

    public RecentErrors errors() {
        return errors;
    }

    public void failed(Failure failure, long picos) {
        failures[failure.ordinal()]++;
        costPicos += picos;
    }

    LatencyCounts latencies() {
        return latency.counts();
    }

    Traffic read(long nowWindow) {
        Map<Failure, Long> byKind = new EnumMap<>(Failure.class);
        for (Failure failure : FAILURES) {
            if (failures[failure.ordinal()] > 0) {
                byKind.put(failure, failures[failure.ordinal()]);
            }
        }
        return new Traffic(
                key,
                provider,
                firstAttempts,
                attempts,
                successes,
                byKind,
                costPicos,
                latency.completedBefore(nowWindow));
    }
}
