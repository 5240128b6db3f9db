package dev.sluice.simulation.report;

import dev.sluice.simulation.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables for people: a row per strategy, means over seeds with their standard errors. */
public final class MarkdownReport {
    private MarkdownReport() {}

    /** @param command what made these runs, for whoever wants to make them again */
    public static String of(String command, List<Scenario> scenarios, List<Run> runs) {
        StringBuilder out =
                new StringBuilder("# Simulated traffic\n\n`").append(command).append("`\n\n");
        out.append("Means over ")
                .append(runs.stream().map(Run::seed).distinct().count())
                .append(" seeds ± standard error. Regret is against the clairvoyant's split under the same seed,")
                .append(" in millionths of a currency per request; a request sent and answered in time is worth as")
                .append(" much as each scenario says.\n");
        for (Scenario scenario : scenarios) {
            out.append("\n## ")
                    .append(scenario.name())
                    .append(". ")
                    .append(scenario.title())
                    .append("\n\n");
            out.append(table(runs.stream()
                    .filter(run -> run.scenario().equals(scenario.name()))
                    .toList()));
            out.append("\n![answered in time, by strategy](")
                    .append(scenario.name())
                    .append("-good.svg)\n![shares of sluice](")
                    .append(scenario.name())
                    .append("-shares.svg)\n");
        }
        return out.toString();
    }

    /** The table of one scenario. */
    public static String table(List<Run> runs) {
        Map<String, List<Figures>> byStrategy = runs.stream()
                .collect(Collectors.groupingBy(
                        Run::strategy, LinkedHashMap::new, Collectors.mapping(Run::figures, Collectors.toList())));
        List<Measure> shown = List.of(Measure.values()).stream()
                .filter(measure -> byStrategy.values().stream().anyMatch(each -> !Double.isNaN(measure.mean(each))))
                .toList();
        StringBuilder out = new StringBuilder("| strategy |");
        shown.forEach(measure -> out.append(' ').append(measure.title()).append(" |"));
        out.append("\n|---|").append("--:|".repeat(shown.size())).append('\n');
        byStrategy.forEach((strategy, figures) -> {
            out.append("| ").append(strategy).append(" |");
            shown.forEach(
                    measure -> out.append(' ').append(measure.shown(figures)).append(" |"));
            out.append('\n');
        });
        return out.toString();
    }
}
