package dev.sluice.control.view;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.control.view.Sample.ClientSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Sums over processes and routes of what clients saw. */
final class ClientTally {
    private double requests;
    private double failures;
    private double retries;
    private final List<LatencyWindow> windows = new ArrayList<>();

    void add(Span span) {
        requests += rate(span, ClientTraffic::requests);
        failures += rate(span, ClientTally::failures);
        retries += rate(span, ClientTraffic::retries);
        span.now().clients().forEach(client -> span.recent(client.latency()).forEach(windows::add));
    }

    ClientSample sample() {
        return new ClientSample(
                Words.rounded(requests), Words.rounded(failures), Words.rounded(retries), Quantile.p95Millis(windows));
    }

    private static double rate(Span span, ToLongFunction<ClientTraffic> count) {
        long difference = span.now().clients().stream().mapToLong(count).sum()
                - span.before().clients().stream().mapToLong(count).sum();
        return Math.max(0, difference) * span.perSecond();
    }

    /** Answered 5xx, or without a whole answer. */
    private static long failures(ClientTraffic client) {
        List<Long> answers = client.answers();
        return (answers.size() > 5 ? answers.get(5) : 0) + (answers.isEmpty() ? 0 : answers.get(0));
    }
}
