package dev.sluice.simulation.report;

import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.world.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** What a run's shares of traffic show. Shares are those that happened, so that all ways to balance are judged alike. */
final class Shares {
    private static final int BEFORE_SECONDS = 30;
    private static final int WINDOW_SECONDS = 5;
    private static final int SHIFT_SECONDS = 10;
    private static final double SHIFT = 0.05;
    private static final double RESTORED = 0.8;
    private static final double OBJECTIVE = 0.95;

    private final Scenario scenario;
    private final Trace trace;
    private final int from;
    private final int until;
    private final boolean[] hit;

    Shares(Scenario scenario, Trace trace) {
        this.scenario = scenario;
        this.trace = trace;
        int first = -1;
        int last = -1;
        hit = new boolean[trace.sellers];
        for (int s = 0; s < trace.seconds; s++) {
            for (int i = 0; i < trace.sellers; i++) {
                if (trace.impaired[s][i]) {
                    hit[i] = true;
                    first = first < 0 ? s : first;
                    last = s;
                }
            }
        }
        from = first;
        until = last + 1;
    }

    double falseShifts() {
        if (trace.plans == 0) {
            return Double.NaN;
        }
        int count = 0;
        for (int i = 0; i < trace.sellers; i++) {
            for (int s = SHIFT_SECONDS; s < trace.seconds; s++) {
                double high = 0;
                for (int before = s - SHIFT_SECONDS; before < s; before++) {
                    high = Math.max(high, trace.intended[before][i]);
                }
                if (!trace.restless[s] && high - trace.intended[s][i] > SHIFT) {
                    count++;
                    s += SHIFT_SECONDS;
                }
            }
        }
        return count;
    }

    double leadSeconds() {
        if (from < BEFORE_SECONDS) {
            return Double.NaN;
        }
        double usual = share(from - BEFORE_SECONDS, from, i -> hit[i]);
        double moved = Math.max(SHIFT, usual * (1 - RESTORED));
        int breach = breach();
        if (usual < SHIFT || breach < 0) {
            return Double.NaN;
        }
        for (int s = from; s < trace.seconds; s++) {
            if (share(s - WINDOW_SECONDS + 1, s + 1, i -> hit[i]) < usual - moved) {
                // The window's middle is when half of the move had happened.
                return breach - (s - WINDOW_SECONDS / 2.0);
            }
        }
        return breach - trace.seconds;
    }

    double restoreSeconds() {
        if (from < BEFORE_SECONDS || until >= trace.seconds) {
            return Double.NaN;
        }
        double usual = share(from - BEFORE_SECONDS, from, i -> hit[i]);
        for (int s = until; s < trace.seconds && usual >= SHIFT; s++) {
            if (share(s - WINDOW_SECONDS + 1, s + 1, i -> hit[i]) >= RESTORED * usual) {
                return s - until;
            }
        }
        return Double.NaN;
    }

    double maxOrganization() {
        double most = 0;
        for (int s = BEFORE_SECONDS * 2; s <= trace.seconds; s += BEFORE_SECONDS) {
            Map<String, Double> sums = new HashMap<>();
            for (int i = 0; i < trace.sellers; i++) {
                int seller = i;
                double share = share(s - BEFORE_SECONDS, s, other -> other == seller);
                most = Math.max(most, sums.merge(scenario.sellers().get(i).organization(), share, Double::sum));
            }
        }
        return most;
    }

    /** First second at which traffic split as before the fault would miss the objective; -1 for never. */
    private int breach() {
        double[] usual = new double[trace.sellers];
        for (int i = 0; i < usual.length; i++) {
            int seller = i;
            usual[i] = share(from - BEFORE_SECONDS, from, other -> other == seller);
        }
        for (int s = from; s < trace.seconds; s++) {
            double good = 0;
            for (int i = 0; i < usual.length; i++) {
                good += usual[i] * trace.quality[s][i];
            }
            if (good < OBJECTIVE) {
                return s;
            }
        }
        return -1;
    }

    private double share(int fromSecond, int untilSecond, IntPredicate which) {
        double sum = 0;
        double part = 0;
        for (int s = Math.max(0, fromSecond); s < untilSecond; s++) {
            for (int i = 0; i < trace.sellers; i++) {
                sum += trace.first[s][i];
                part += which.test(i) ? trace.first[s][i] : 0;
            }
        }
        return sum == 0 ? 0 : part / sum;
    }
}
