package dev.sluice.simulation.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers a run's tallies: the whole run's, and one for each second. */
final class ReportWriter {
    private static final int WHOLE_RUN = -1;
    private static final int MOST_EXAMPLES = 5;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final TallyWriter total = new TallyWriter();
    private final List<LoadReport.Tally> seconds = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private TallyWriter second = new TallyWriter();

    void succeeded(String method, long nanos) {
        total.succeeded(method, nanos);
        second.succeeded(method, nanos);
    }

    void failed(String method, ClientFailure failure, String detail) {
        total.failed(method, failure);
        second.failed(method, failure);
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(failure + " " + detail);
        }
    }

    /** Closes the seconds that are over. */
    void secondsUntil(long sinceStartNanos, Consumer<LoadReport.Tally> progress) {
        while (sinceStartNanos >= (seconds.size() + 1) * SECOND_NANOS) {
            LoadReport.Tally over = second.read(seconds.size());
            seconds.add(over);
            second = new TallyWriter();
            progress.accept(over);
        }
    }

    LoadReport report(long elapsedNanos) {
        seconds.add(second.read(seconds.size()));
        return new LoadReport(total.read(WHOLE_RUN), seconds, elapsedNanos, examples);
    }
}
