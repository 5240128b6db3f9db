package dev.sluice.standalone.demo;

import dev.sluice.simulation.demo.DemoScenario;
import dev.sluice.simulation.demo.DemoScenario.Phase;
import dev.sluice.simulation.demo.DemoWorld;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadReport;
import dev.sluice.standalone.run.Standalone;
import dev.sluice.standalone.run.StandaloneOptions;
import dev.sluice.standalone.view.Screen;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * The demo, composed: a world of simulated providers, the same run as {@code sluice run} over the manifests that the world
 * writes, a load, and a display. Everything is on the calling thread but what those own.
 */
public final class Demo {
    private static final long LOOK_MILLIS = 250;
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
        ClientTally clients = new ClientTally();
        ShiftTimes shifts = new ShiftTimes();
        Picture picture = new Picture(world, standalone.admin().url());
        world.begin();
        LoadGenerator.Running load = generator.start(world.load(), clients::add);
        while (!stopAsked.getAsBoolean()) {
            Screen screen = standalone.screen();
            follow(shifts, world, picture.preferredShare(screen));
            display.show(picture.of(screen, clients.now()));
            Optional<LoadReport> report = ended(load.report());
            if (report.isPresent()) {
                return Optional.of(summary(world, report.get(), shifts));
            }
        }
        load.stop();
        return Optional.empty();
    }

    private static void follow(ShiftTimes shifts, DemoWorld world, double share) {
        long now = world.elapsedNanos();
        DemoScenario scenario = world.scenario();
        if (now >= scenario.beginsNanos(Phase.SLOWING)) {
            shifts.fails(scenario.beginsNanos(Phase.SLOWING));
        }
        if (now >= scenario.beginsNanos(Phase.RECOVERING)) {
            shifts.recovers(scenario.beginsNanos(Phase.RECOVERING));
        }
        shifts.share(now, share);
    }

    private static Optional<LoadReport> ended(CompletableFuture<LoadReport> report) throws InterruptedException {
        try {
            return Optional.of(report.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke", e.getCause());
        }
    }

    private Summary summary(DemoWorld world, LoadReport report, ShiftTimes shifts) {
        LoadReport.Tally total = report.total();
        return new Summary(
                total.requests(),
                total.failed(),
                report.examples(),
                total.p50Nanos() / 1e6,
                total.p95Nanos() / 1e6,
                total.p99Nanos() / 1e6,
                world.spentPicos() / 1e12,
                world.preferredOnlyPicos(total.calls()) / 1e12,
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
