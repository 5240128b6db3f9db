package dev.sluice.standalone.simulate;

import dev.sluice.simulation.report.Figures;
import dev.sluice.simulation.report.Run;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.strategy.Strategy;
import dev.sluice.simulation.world.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs scenarios over seeds and strategies, a scenario and seed at a time on each core. */
final class Simulation {
    private final List<Scenario> scenarios;
    private final List<Strategy> strategies;
    private final @Nullable ScoredPool scored;

    /**
     * @param strategies what to compare; the clairvoyant runs anyway, since regret is counted against it
     * @param scored the pool of {@link Strategy#SLUICE_SCORED}; null where it does not run
     */
    Simulation(List<Scenario> scenarios, List<Strategy> strategies, @Nullable ScoredPool scored) {
        this.scored = scored;
        this.scenarios = List.copyOf(scenarios);
        this.strategies = List.copyOf(strategies);
    }

    /** @param runs in the order of scenarios, seeds, strategies; @param traces of each scenario's first seed */
    record Result(List<Run> runs, Map<String, Map<String, Trace>> traces, long requests, long events) {}

    private record One(List<Run> runs, Map<String, Trace> traces, long requests, long events) {}

    Result run(long firstSeed, long lastSeed, Consumer<String> progress) throws InterruptedException {
        // Taken out one by one: what is held is let go, since a run's trace is large.
        Queue<Future<One>> futures = new ArrayDeque<>();
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Scenario scenario : scenarios) {
                LongStream.rangeClosed(firstSeed, lastSeed)
                        .forEach(seed -> futures.add(cores.submit(() -> one(scenario, seed))));
            }
            List<Run> runs = new ArrayList<>();
            Map<String, Map<String, Trace>> traces = new LinkedHashMap<>();
            long requests = 0;
            long events = 0;
            int all = futures.size();
            for (int done = 1; done <= all; done++) {
                One one = futures.remove().get();
                runs.addAll(one.runs);
                traces.putIfAbsent(one.runs.getFirst().scenario(), one.traces);
                requests += one.requests;
                events += one.events;
                Run first = one.runs.getFirst();
                progress.accept("%d of %d: scenario %s, seed %d".formatted(done, all, first.scenario(), first.seed()));
            }
            return new Result(runs, traces, requests, events);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException ours ? ours : new IllegalStateException(e.getCause());
        }
    }

    private Scenario of(Strategy strategy, Scenario scenario) {
        return strategy == Strategy.SLUICE_SCORED && scored != null ? scored.in(scenario) : scenario;
    }

    private One one(Scenario scenario, long seed) {
        try {
            Map<Strategy, Trace> byStrategy = new EnumMap<>(Strategy.class);
            byStrategy.put(Strategy.CLAIRVOYANT, Strategy.CLAIRVOYANT.run(scenario, seed));
            strategies.forEach(
                    each -> byStrategy.computeIfAbsent(each, missing -> missing.run(of(missing, scenario), seed)));
            Trace best = byStrategy.get(Strategy.CLAIRVOYANT);
            List<Run> runs = new ArrayList<>();
            Map<String, Trace> traces = new LinkedHashMap<>();
            long requests = 0;
            long events = 0;
            for (Map.Entry<Strategy, Trace> each : byStrategy.entrySet()) {
                Trace trace = each.getValue();
                runs.add(new Run(
                        scenario.name(),
                        seed,
                        each.getKey().label(),
                        Figures.of(scenario, trace, best),
                        trace.violations));
                traces.put(each.getKey().label(), trace);
                requests += LongStream.of(trace.sent).sum();
                events += trace.events;
            }
            return new One(runs, traces, requests, events);
        } catch (RuntimeException e) {
            throw new IllegalStateException("scenario %s, seed %d: %s".formatted(scenario.name(), seed, e), e);
        }
    }
}
