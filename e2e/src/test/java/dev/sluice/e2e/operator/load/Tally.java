package dev.sluice.e2e.operator.load;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts of all clients of a load. */
final class Tally {
    private static final int MOST_EXAMPLES = 5;
    private static final int LONGEST_EXAMPLE = 200;

    private final List<Long> nanos = new ArrayList<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private long triedAgain;

    synchronized void answered(long tookNanos) {
        nanos.add(tookNanos);
    }

    synchronized void failed(String kind, String detail) {
        failures.merge(kind, 1L, Long::sum);
        if (examples.size() < MOST_EXAMPLES) {
            String text = LocalTime.now() + " " + kind + ": " + detail.strip();
            examples.add(text.substring(0, Math.min(text.length(), LONGEST_EXAMPLE)));
        }
    }

    synchronized void triedAgain() {
        triedAgain++;
    }

    synchronized long answered() {
        return nanos.size();
    }

    synchronized LoadReport report() {
        return new LoadReport(Latencies.of(nanos), failures, triedAgain, examples);
    }
}
