package dev.sluice.standalone.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the demo promised and what came of it.
 *
 * @param requests sent by clients; @param failures seen by them; @param examples of these, in words
 * @param p50Millis of answers
 * @param p95Millis of answers
 * @param p99Millis of answers
 * @param cost of all attempts, retries included; @param hyperscalerCost of the same requests, all
 *     sent to {@code provider}
 * @param currency of both
 * @param provider the hyperscaler's region that failed
 * @param usualShare its share before
 * @param awayBoundSeconds traffic must have left by then
 * @param awaySeconds from its first trouble until it had lost most of its share; empty if it never did
 * @param backSeconds from its recovery until it had most of it back; empty if it never did
 */
public record Summary(
        long requests,
        long failures,
        List<String> examples,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double cost,
        double hyperscalerCost,
        String currency,
        String provider,
        double usualShare,
        double awayBoundSeconds,
        OptionalDouble awaySeconds,
        OptionalDouble backSeconds) {
    /** Of a story of a minute; a shorter one goes faster. */
    private static final double AWAY_BOUND_PART = 0.3;

    private static final double LEAST_AWAY_BOUND_SECONDS = 8;

    public Summary {
        examples = List.copyOf(examples);
    }

    static double awayBoundSeconds(Duration length) {
        return Math.max(LEAST_AWAY_BOUND_SECONDS, length.toMillis() / 1e3 * AWAY_BOUND_PART);
    }

    /** What was promised and not kept; empty when all was. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (requests == 0) {
            broken.add("no request was answered");
        }
        if (failures > 0) {
            broken.add(Figures.count(failures) + " requests failed for clients; 0 were promised");
        }
        if (awaySeconds.isEmpty()) {
            broken.add("traffic never left " + provider);
        } else if (awaySeconds.getAsDouble() > awayBoundSeconds) {
            broken.add("traffic left " + provider + " only after " + Figures.seconds(awaySeconds.getAsDouble()) + "; "
                    + Figures.seconds(awayBoundSeconds) + " were promised");
        }
        if (backSeconds.isEmpty()) {
            broken.add("traffic never came back to " + provider);
        }
        return broken;
    }

    public boolean kept() {
        return broken().isEmpty();
    }

    List<String> lines(Paint paint) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold("Summary"));
        String failed = Figures.count(failures) + " failed for clients";
        lines.add("  requests      " + Figures.count(requests) + ", "
                + (failures == 0 ? paint.good(failed) : paint.bad(failed)));
        lines.add(Figures.format(
                "  latency       p50 %.0f ms, p95 %.0f ms, p99 %.0f ms", p50Millis, p95Millis, p99Millis));
        lines.add("  cost          " + costLine());
        lines.add("  shifted away  "
                + awaySeconds.stream()
                        .mapToObj(s -> Figures.seconds(s) + " after " + provider + " got into trouble (from "
                                + Figures.percent(usualShare) + " to under "
                                + Figures.percent(usualShare * ShiftTimes.AWAY) + ")")
                        .findFirst()
                        .orElse("never"));
        lines.add("  came back     "
                + backSeconds.stream()
                        .mapToObj(s -> Figures.seconds(s) + " after its recovery began (to over "
                                + Figures.percent(usualShare * ShiftTimes.BACK) + ")")
                        .findFirst()
                        .orElse("never"));
        if (kept()) {
            lines.add(paint.good("The promise held."));
        } else {
            lines.add(paint.bad("The promise did not hold: " + String.join("; ", broken()) + "."));
            examples.forEach(example -> lines.add("  " + example));
        }
        return lines;
    }

    private String costLine() {
        String line = Figures.format(
                "%.4f %s; everything at %s: %.4f %s", cost, currency, provider, hyperscalerCost, currency);
        return hyperscalerCost > 0 ? line + Figures.format(" (%+.0f %%)", (cost / hyperscalerCost - 1) * 100) : line;
    }
}
