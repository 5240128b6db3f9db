package dev.sluice.engine.telemetry;

import dev.sluice.contract.observation.ClientTraffic;
import java.util.Arrays;

/** Counts what clients of one rule saw. Owned by one event loop. */
public final class RuleCell {
    private final String route;
    private final String rule;
    private final long[] answers = new long[6];
    private final LatencyRecorder latency = new LatencyRecorder();
    private long requests;
    private long gatewayErrors;
    private long retries;
    private long hedges;

    RuleCell(String route, String rule) {
        this.route = route;
        this.rule = rule;
    }

    public void retried() {
        retries++;
    }

    public void hedged() {
        hedges++;
    }

    /** @param status of the answer, or 0 when the client did not get a whole one; @param ownError whether it is a 5xx made here */
    public void finished(int status, boolean ownError, long nanos, long nowWindow) {
        requests++;
        answers[status >= 100 && status < 600 ? status / 100 : 0]++;
        gatewayErrors += ownError && status >= 500 ? 1 : 0;
        latency.record(nanos, nowWindow);
    }

    LatencyCounts latencies() {
        return latency.counts();
    }

    ClientTraffic read(long nowWindow) {
        return new ClientTraffic(
                route,
                rule,
                requests,
                Arrays.stream(answers).boxed().toList(),
                gatewayErrors,
                retries,
                hedges,
                latency.completedBefore(nowWindow));
    }
}
