package dev.sluice.control.pooling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One vote per gateway process: medians of rates, so that a minority that lies or sits behind a bad link moves nothing. */
final class Vote {
    /** Faded events a process needs for a vote of its own. */
    static final double MIN_EVENTS = 10;

    /** Error rates this far from the median are another story, not noise... */
    private static final double DEVIATION = 0.2;

    /** ...if they also lie so many standard errors from it. */
    private static final double DEVIATION_SIGMAS = 4;

    /** Of the processes, at either end. */
    private static final double TRIMMED = 0.3;

    /** Of the processes: fewer, and those that lie could be half of them. */
    private static final double QUORUM = 0.8;

    private static final int FEWEST_TO_TRIM = 5;

    /** Times the median process. */
    private static final double HEAVIEST = 3;

    private Vote() {}

    static List<Rates> count(List<Scales> reporters) {
        Rates[] rates = new Rates[Scales.COUNT];
        for (int scale = 0; scale < Scales.COUNT; scale++) {
            List<Tally> tallies = new ArrayList<>(reporters.size());
            double judged = 0;
            double timed = 0;
            for (Scales each : reporters) {
                Tally tally = each.at(scale);
                tallies.add(tally);
                judged += tally.judged();
                timed += tally.timed();
            }
            rates[scale] = new Rates(
                    judged,
                    rate(tallies, Tally::failed, Tally::judged, 0),
                    timed,
                    rate(tallies, Tally::within, Tally::timed, 1));
        }
        return List.of(rates);
    }

    /** Median over those with enough events, if they are nearly all; else all of them together, trimmed. */
    static double rate(
            List<Tally> tallies, ToDoubleFunction<Tally> part, ToDoubleFunction<Tally> whole, double without) {
        if (tallies.size() == 1) {
            double events = whole.applyAsDouble(tallies.getFirst());
            return events > 0 ? part.applyAsDouble(tallies.getFirst()) / events : without;
        }
        List<Tally> known = new ArrayList<>(tallies.size());
        double[] votes = new double[tallies.size()];
        int count = 0;
        for (Tally each : tallies) {
            double events = whole.applyAsDouble(each);
            if (events > 0) {
                known.add(each);
            }
            if (events >= MIN_EVENTS) {
                votes[count++] = part.applyAsDouble(each) / events;
            }
        }
        if (count > 0 && count >= QUORUM * known.size()) {
            return median(Arrays.copyOf(votes, count));
        }
        return switch (known.size()) {
            case 0 -> without;
            case 1 -> part.applyAsDouble(known.getFirst()) / whole.applyAsDouble(known.getFirst());
            default -> trimmed(known, part, whole);
        };
    }

    /**
     * Few events each: their sum tells more than a median of fractions. Nobody counts for much more than most do, and where
     * there are enough processes those that claim most and least are left out, as many as may lie.
     */
    private static double trimmed(List<Tally> known, ToDoubleFunction<Tally> part, ToDoubleFunction<Tally> whole) {
        double most = HEAVIEST * median(known.stream().mapToDouble(whole).toArray());
        int cut = known.size() < FEWEST_TO_TRIM ? 0 : (int) (known.size() * TRIMMED);
        List<Tally> kept = known.stream()
                .sorted(Comparator.comparingDouble(each -> part.applyAsDouble(each) / whole.applyAsDouble(each)))
                .toList()
                .subList(cut, known.size() - cut);
        double parts = 0;
        double wholes = 0;
        for (Tally each : kept) {
            double weight = Math.min(1, most / whole.applyAsDouble(each));
            parts += weight * part.applyAsDouble(each);
            wholes += weight * whole.applyAsDouble(each);
        }
        return parts / wholes;
    }

    static boolean deviates(Tally tally, double median) {
        if (tally.judged() < MIN_EVENTS) {
            return false;
        }
        double distance = Math.abs(tally.failed() / tally.judged() - median);
        double variance = Math.max(median * (1 - median), 0.01);
        return distance >= DEVIATION && distance > DEVIATION_SIGMAS * Math.sqrt(variance / tally.judged());
    }

    static double median(double[] values) {
        if (values.length == 1) {
            return values[0];
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
