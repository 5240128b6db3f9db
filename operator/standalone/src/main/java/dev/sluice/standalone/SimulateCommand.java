package dev.sluice.standalone;

import dev.sluice.standalone.simulate.ScoredPool;
import dev.sluice.standalone.simulate.SeedRange;
import dev.sluice.standalone.simulate.SimulateOptions;
import dev.sluice.standalone.simulate.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice simulate}: what the planner and gateways would do in a disaster, in virtual time. */
@Command(
        name = "simulate",
        description = {
            "Runs scenarios in virtual time with the real translator, engine and planner, beside what other proxies do,",
            "and says how many requests were answered, in time, and at what price. Equal seeds give equal runs."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description =
                    "One of A to N, newcomers, flattery, identities, or a file; may be given several times (default: A to N).")
    private List<String> scenarios = List.of();

    @Option(
            names = "--seeds",
            defaultValue = "1-3",
            paramLabel = "FIRST-LAST",
            description = "Seeds to run (default: ${DEFAULT-VALUE}).")
    private String seeds = "1-3";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "A RoutingPolicy manifest whose spec takes the place of each scenario's policy.")
    private @Nullable Path policy;

    @Option(
            names = "--against",
            defaultValue = "baselines",
            paramLabel = "baselines|nothing",
            description = "What to run beside sluice (default: ${DEFAULT-VALUE}).")
    private Against against = Against.BASELINES;

    @Option(
            names = "--scorers",
            paramLabel = "NAME[=WEIGHT],...",
            description =
                    "Runs sluice-scored, too: the pool with loadBalancer WeightedScore and these scorers, without bounds on shares.")
    private @Nullable String scorers;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where to write report.md, report.html, report.json and the drawings.")
    private @Nullable Path report;

    private enum Against {
        BASELINES,
        NOTHING
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("runs only as a picocli command");
        }
        SeedRange range = SeedRange.parse(seeds, spec);
        try {
            return Simulator.run(
                            new SimulateOptions(
                                    scenarios,
                                    range.first(),
                                    range.last(),
                                    policy,
                                    against == Against.BASELINES,
                                    report,
                                    "sluice "
                                            + String.join(
                                                    " ",
                                                    spec.commandLine()
                                                            .getParseResult()
                                                            .originalArgs()),
                                    scorers == null ? null : ScoredPool.parse(scorers, spec)),
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    ? ExitCode.OK
                    : ExitCode.SOFTWARE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("sluice: cannot read or write " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }
}
