package dev.sluice.standalone.simulate;

import dev.sluice.simulation.report.JsonReport;
import dev.sluice.simulation.report.MarkdownReport;
import dev.sluice.simulation.report.Plots;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.strategy.Strategy;
import dev.sluice.simulation.world.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a report: tables as Markdown and HTML, numbers as JSON, two drawings per scenario. */
final class ReportFolder {
    private ReportFolder() {}

    static void write(Path folder, String command, List<Scenario> scenarios, Simulation.Result result)
            throws IOException {
        Files.createDirectories(folder);
        String markdown = MarkdownReport.of(command, scenarios, result.runs());
        Files.writeString(folder.resolve("report.md"), markdown);
        Files.writeString(folder.resolve("report.html"), HtmlPage.of(markdown));
        Files.writeString(folder.resolve("report.json"), JsonReport.of(result.runs()));
        for (Scenario scenario : scenarios) {
            Map<String, Trace> traces = result.traces().getOrDefault(scenario.name(), Map.of());
            Files.writeString(folder.resolve(scenario.name() + "-good.svg"), Plots.good(scenario, traces));
            Trace ours = traces.get(Strategy.SLUICE.label());
            if (ours != null) {
                Files.writeString(folder.resolve(scenario.name() + "-shares.svg"), Plots.shares(scenario, ours));
            }
        }
    }
}
