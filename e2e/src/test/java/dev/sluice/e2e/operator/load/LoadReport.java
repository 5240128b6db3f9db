package dev.sluice.e2e.operator.load;

import java.util.List;
import java.util.Map;

/**
 * What became of a load.
 *
 * @param latencies of right answers
 * @param failures by kind
 * @param triedAgain requests whose connection was closed before the first byte of an answer
 * @param examples of failures
 */
public record LoadReport(Latencies latencies, Map<String, Long> failures, long triedAgain, List<String> examples) {
    public LoadReport {
        failures = Map.copyOf(failures);
        examples = List.copyOf(examples);
    }

    public long answered() {
        return latencies.count();
    }

    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return failed() + " failed of " + (answered() + failed())
                + (triedAgain > 0 ? ", " + triedAgain + " tried again" : "") + ", " + latencies
                + (failed() > 0 ? " " + failures + " " + examples : "");
    }
}
