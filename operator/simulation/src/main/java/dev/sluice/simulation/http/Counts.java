package dev.sluice.simulation.http;

import java.util.HashMap;
import java.util.Map;

/** Counters behind {@link Served}: written on the provider's event loop, read by whoever asks. */
final class Counts {
    /** Requests bring the names that are counted, so their number has a bound. */
    private static final int MOST_NAMES = 1_000;

    private static final String OTHERS = "(others)";

    private final Map<String, Long> calls = new HashMap<>();
    private final Map<Integer, Long> statuses = new HashMap<>();
    private final Map<String, Long> credentials = new HashMap<>();
    private long requests;
    private long costPicos;
    private long answered;

    synchronized void arrived() {
        requests++;
    }

    synchronized void credential(String presented) {
        count(credentials, presented);
    }

    synchronized void call(String method, long picos) {
        count(calls, method);
        costPicos += picos;
    }

    synchronized void status(int status, boolean real) {
        statuses.merge(status, 1L, Long::sum);
        if (real) {
            answered++;
        }
    }

    synchronized Served read() {
        return new Served(requests, calls, statuses, credentials, costPicos, answered);
    }

    private static void count(Map<String, Long> counts, String name) {
        counts.merge(counts.size() < MOST_NAMES || counts.containsKey(name) ? name : OTHERS, 1L, Long::sum);
    }
}
