package dev.sluice.simulation.load;

import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param total over the whole run
 * @param seconds by the second in which calls ended, from the start
 * @param elapsedNanos from the first call to the last answer
 * @param examples the first few failures in words
 */
public record LoadReport(Tally total, List<Tally> seconds, long elapsedNanos, List<String> examples) {
    public LoadReport {
        seconds = List.copyOf(seconds);
        examples = List.copyOf(examples);
    }

    /**
     * @param second number since the start; -1 for the whole run
     * @param requests that ended
     * @param failures of these, by kind
     * @param calls that ended, by method
     * @param p50Nanos latency of good answers; 0 where there were none
     * @param p95Nanos as p50
     * @param p99Nanos as p50
     * @param maxNanos as p50
     */
    public record Tally(
            int second,
            long requests,
            Map<ClientFailure, Long> failures,
            Map<String, Long> calls,
            long p50Nanos,
            long p95Nanos,
            long p99Nanos,
            long maxNanos) {
        public Tally {
            failures = Map.copyOf(failures);
            calls = Map.copyOf(calls);
        }

        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }

        public long succeeded() {
            return requests - failed();
        }
    }

    public long requests() {
        return total.requests();
    }

    public long failed() {
        return total.failed();
    }

    public double perSecond() {
        return elapsedNanos == 0 ? 0 : total.requests() * 1e9 / elapsedNanos;
    }
}
