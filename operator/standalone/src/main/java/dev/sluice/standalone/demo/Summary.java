package dev.sluice.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the demo promised and what came of it.
 *
 * @param requests sent by clients; @param failures seen by them
 * @param p50Millis of answers
 * @param p95Millis of answers
 * @param p99Millis of answers
 * @param cost of all attempts, retries included; @param hyperscalerCost of the same requests, all
 *     sent to {@code provider}
 * @param currency of both
 * @param provider the hyperscaler's region that failed
 * @param usualShare its share before
 * @param awaySeconds from its first failures until it had lost most of its share; empty if it never did
 * @param backSeconds from its recovery until it had most of it back; empty if it never did
 */
public record Summary(
        long requests,
        long failures,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double cost,
        double hyperscalerCost,
        String currency,
        String provider,
        double usualShare,
        OptionalDouble awaySeconds,
        OptionalDouble backSeconds) {
    /** Traffic must have left by then. */
    static final double AWAY_BOUND_SECONDS = 20;

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
        } else if (awaySeconds.getAsDouble() > AWAY_BOUND_SECONDS) {
            broken.add("traffic left " + provider + " only after " + Figures.seconds(awaySeconds.getAsDouble()) + "; "
                    + Figures.seconds(AWAY_BOUND_SECONDS) + " were promised");
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
                        .mapToObj(s -> Figures.seconds(s) + " after " + provider + " began to fail (from "
                                + Figures.percent(usualShare) + " to under "
                                + Figures.percent(usualShare * ShiftTimes.AWAY) + ")")
                        .findFirst()
                        .orElse("never"));
        lines.add("  came back     "
                + backSeconds.stream()
                        .mapToObj(s -> Figures.seconds(s) + " after it recovered (to over "
                                + Figures.percent(usualShare * ShiftTimes.BACK) + ")")
                        .findFirst()
                        .orElse("never"));
        if (kept()) {
            lines.add(paint.good("The promise held."));
        } else {
            lines.add(paint.bad("The promise did not hold: " + String.join("; ", broken()) + "."));
        }
        return lines;
    }

    private String costLine() {
        String line = Figures.format(
                "%.4f %s; everything at %s: %.4f %s", cost, currency, provider, hyperscalerCost, currency);
        return hyperscalerCost > 0 ? line + Figures.format(" (%+.0f %%)", (cost / hyperscalerCost - 1) * 100) : line;
    }
}
