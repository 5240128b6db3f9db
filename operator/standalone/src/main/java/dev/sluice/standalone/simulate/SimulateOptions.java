package dev.sluice.standalone.simulate;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to simulate.
 *
 * @param scenarios names or files; empty for all that come with the command
 * @param firstSeed of the range
 * @param lastSeed of the range, included
 * @param policy a RoutingPolicy manifest in place of each scenario's own, or null
 * @param baselines whether to run the others, too
 * @param report folder for the report, or null
 * @param command as it was typed
 * @param scored a pool that scores, to run beside, or null
 */
public record SimulateOptions(
        List<String> scenarios,
        long firstSeed,
        long lastSeed,
        @Nullable Path policy,
        boolean baselines,
        @Nullable Path report,
        String command,
        @Nullable ScoredPool scored) {
    public SimulateOptions {
        scenarios = List.copyOf(scenarios);
    }
}
