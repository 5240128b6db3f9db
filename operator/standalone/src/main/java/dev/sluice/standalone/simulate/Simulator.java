package dev.sluice.standalone.simulate;

import dev.sluice.simulation.report.MarkdownReport;
import dev.sluice.simulation.report.Run;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.strategy.Strategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The whole command: read, run, show, write. */
public final class Simulator {
    private Simulator() {}

    /** @return whether everything could be run and no run broke what must always hold */
    public static boolean run(SimulateOptions options, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        ScenarioFiles.Loaded loaded = ScenarioFiles.load(options);
        if (!loaded.problems().isEmpty()) {
            loaded.problems().forEach(err::println);
            return false;
        }
        List<Strategy> strategies = Arrays.stream(Strategy.values())
                .filter(each -> options.baselines() || each.ours() || each == Strategy.CLAIRVOYANT)
                .filter(each -> options.scored() != null || each != Strategy.SLUICE_SCORED)
                .toList();
        long began = System.nanoTime();
        Simulation.Result result = new Simulation(loaded.scenarios(), strategies, options.scored())
                .run(options.firstSeed(), options.lastSeed(), line -> {
                    err.printf("\r%-60s", line);
                    err.flush();
                });
        err.println();
        double seconds = (System.nanoTime() - began) / 1e9;
        for (Scenario scenario : loaded.scenarios()) {
            out.printf(
                    "%n%s. %s%n%s",
                    scenario.name(), scenario.title(), MarkdownReport.table(of(scenario, result.runs())));
        }
        out.printf("%n%d runs, %d requests in %.1f s%n", result.runs().size(), result.requests(), seconds);
        if (options.report() != null) {
            ReportFolder.write(options.report(), options.command(), loaded.scenarios(), result);
            out.println("report: " + options.report().resolve("report.html"));
        }
        List<Run> broken = new ArrayList<>();
        for (Run run : result.runs()) {
            if (!run.violations().isEmpty() && Strategy.SLUICE.label().equals(run.strategy())) {
                broken.add(run);
            }
        }
        broken.forEach(run -> err.println("sluice: scenario %s, seed %d: %s"
                .formatted(run.scenario(), run.seed(), String.join("; ", run.violations()))));
        return broken.isEmpty();
    }

    private static List<Run> of(Scenario scenario, List<Run> runs) {
        return runs.stream()
                .filter(run -> run.scenario().equals(scenario.name()))
                .toList();
    }
}
