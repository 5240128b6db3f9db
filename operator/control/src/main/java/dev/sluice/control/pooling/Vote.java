package dev.sluice.control.pooling;

import java.util.ArrayList;
import java.util.Arrays;
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

    private Vote() {}

    static List<Rates> count(List<Scales> reporters) {
        List<Rates> rates = new ArrayList<>(Scales.COUNT);
        for (int scale = 0; scale < Scales.COUNT; scale++) {
            int at = scale;
            List<Tally> tallies = reporters.stream().map(each -> each.at(at)).toList();
            double judged = tallies.stream().mapToDouble(Tally::judged).sum();
            double timed = tallies.stream().mapToDouble(Tally::timed).sum();
            rates.add(new Rates(
                    judged,
                    rate(tallies, Tally::failed, Tally::judged, 0),
                    timed,
                    rate(tallies, Tally::within, Tally::timed, 1)));
        }
        return rates;
    }

    /** Median over those with enough events; where nobody has enough, all of them together. */
    static double rate(
            List<Tally> tallies, ToDoubleFunction<Tally> part, ToDoubleFunction<Tally> whole, double without) {
        double[] votes = tallies.stream()
                .filter(each -> whole.applyAsDouble(each) >= MIN_EVENTS)
                .mapToDouble(each -> part.applyAsDouble(each) / whole.applyAsDouble(each))
                .toArray();
        if (votes.length > 0) {
            return median(votes);
        }
        double sum = tallies.stream().mapToDouble(whole).sum();
        return sum > 0 ? tallies.stream().mapToDouble(part).sum() / sum : without;
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
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
