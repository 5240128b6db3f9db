package dev.sluice.simulation.report;

import dev.sluice.simulation.report.Plot.Series;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.world.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two drawings of a scenario. */
public final class Plots {
    private static final int SMOOTHED_SECONDS = 5;
    private static final double LOW = 0.5;

    private Plots() {}

    /** @param traces of one seed, by strategy */
    public static String good(Scenario scenario, Map<String, Trace> traces) {
        List<Series> series = new ArrayList<>();
        traces.forEach((strategy, trace) -> {
            double[] values = new double[trace.seconds];
            for (int s = 0; s < values.length; s++) {
                double sent = 0;
                double good = 0;
                for (int back = Math.max(0, s - SMOOTHED_SECONDS + 1); back <= s; back++) {
                    sent += trace.sent[back];
                    good += trace.good[back];
                }
                values[s] = sent == 0 ? Double.NaN : good / sent;
            }
            series.add(new Series(strategy, values));
        });
        return Plot.lines(scenario.name() + ": requests answered in time, by second sent", series, LOW);
    }

    public static String shares(Scenario scenario, Trace trace) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < trace.sellers; i++) {
            double[] values = new double[trace.seconds];
            for (int s = 0; s < values.length; s++) {
                values[s] = trace.intended[s][i];
            }
            series.add(new Series(scenario.sellers().get(i).name(), values));
        }
        return Plot.stacked(scenario.name() + ": planned shares", series);
    }
}
