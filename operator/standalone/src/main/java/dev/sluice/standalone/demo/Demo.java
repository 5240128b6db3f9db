package dev.sluice.standalone.demo;

import dev.sluice.simulation.demo.DemoScenario;
import dev.sluice.simulation.demo.DemoWorld;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.LoadReport;
import dev.sluice.simulation.load.Pace;
import dev.sluice.standalone.run.Standalone;
import dev.sluice.standalone.run.StandaloneOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The demo, composed: a world of simulated providers, the same run as {@code sluice run} over the manifests that the world
 * writes, a load, and a display. Everything is on the calling thread but what those own.
 */
public final class Demo {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final long READY_NANOS = 15_000_000_000L;

    private final DemoOptions options;
    private final Display display;
    private final BooleanSupplier stopAsked;

    /** @param stopAsked whether a person wants it to end now */
    public Demo(DemoOptions options, Display display, BooleanSupplier stopAsked) {
        this.options = options;
        this.display = display;
        this.stopAsked = stopAsked;
    }

    /** @return what came of it, or empty when it was stopped before its end */
    public Optional<Summary> run() throws IOException, InterruptedException {
        DemoScenario scenario = DemoScenario.standard(FreePort.preferring(options.gatewayPort()))
                .withLength(options.length())
                .withCallsPerSecond(options.callsPerSecond());
        Path folder = Files.createTempDirectory("sluice-demo-");
        Vertx vertx = Vertx.vertx();
        try (DemoWorld world = DemoWorld.start(vertx, scenario)) {
            world.writeManifests(folder);
            StandaloneOptions running = StandaloneOptions.of(folder)
                    .withBindAddress("127.0.0.1")
                    .withAdmin(options.admin()
                            .withPort(FreePort.preferring(options.admin().port())));
            try (Standalone standalone = Standalone.start(running)) {
                waitUntilReady(standalone);
                Optional<Summary> summary = play(world, standalone, new LoadGenerator(vertx));
                display.finish(summary.map(s -> s.lines(display.paint())).orElse(List.of("Stopped before the end.")));
                return summary;
            }
        } finally {
            vertx.close();
            TemporaryFolder.delete(folder);
        }
    }

    private Optional<Summary> play(DemoWorld world, Standalone standalone, LoadGenerator generator)
            throws InterruptedException {
        Watch watch = new Watch(world, standalone, display, stopAsked);
        Optional<LoadReport> warm = watch.untilEnded(generator, warmUp(world));
        if (warm.isEmpty()) {
            return Optional.empty();
        }
        world.begin();
        return watch.untilEnded(generator, world.load())
                .map(report -> summary(world, warm.get(), report, watch.shifts()));
    }

    /** A process that just started is slow for reasons that are not the story's. */
    private static LoadOptions warmUp(DemoWorld world) {
        return LoadOptions.to(
                        world.load().target(),
                        new Pace.OpenLoop(world.scenario().callsPerSecond() / 3))
                .withLongest(WARM_UP);
    }

    private Summary summary(DemoWorld world, LoadReport warm, LoadReport report, ShiftTimes shifts) {
        LoadReport.Tally total = report.total();
        return new Summary(
                warm.requests() + total.requests(),
                warm.failed() + total.failed(),
                Stream.concat(warm.examples().stream(), report.examples().stream())
                        .toList(),
                total.p50Nanos() / 1e6,
                total.p95Nanos() / 1e6,
                total.p99Nanos() / 1e6,
                world.spentPicos() / 1e12,
                (world.preferredOnlyPicos(warm.total().calls()) + world.preferredOnlyPicos(total.calls())) / 1e12,
                "USD",
                world.preferred(),
                shifts.usual(),
                Summary.awayBoundSeconds(options.length()),
                shifts.awaySeconds(),
                shifts.backSeconds());
    }

    private static void waitUntilReady(Standalone standalone) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_NANOS;
        while (!standalone.screen().status().ready()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("The gateway did not become ready: "
                        + standalone.screen().status().reason());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
