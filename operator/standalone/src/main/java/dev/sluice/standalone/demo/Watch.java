package dev.sluice.standalone.demo;

import dev.sluice.control.view.Sample.ProviderSample;
import dev.sluice.control.view.Screen;
import dev.sluice.simulation.demo.DemoScenario;
import dev.sluice.simulation.demo.DemoScenario.Phase;
import dev.sluice.simulation.demo.DemoWorld;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.LoadReport;
import dev.sluice.standalone.run.Standalone;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks at the run and shows it while a load is sent. Used by the demo's thread only. */
final class Watch {
    private static final long LOOK_MILLIS = 250;

    private final DemoWorld world;
    private final Standalone standalone;
    private final Display display;
    private final BooleanSupplier stopAsked;
    private final Picture picture;
    private final ClientTally clients = new ClientTally();
    private final ShiftTimes shifts = new ShiftTimes();

    Watch(DemoWorld world, Standalone standalone, Display display, BooleanSupplier stopAsked) {
        this.world = world;
        this.standalone = standalone;
        this.display = display;
        this.stopAsked = stopAsked;
        this.picture = new Picture(world, standalone.admin().url());
    }

    ShiftTimes shifts() {
        return shifts;
    }

    /** Empty when a person stopped it. */
    Optional<LoadReport> untilEnded(LoadGenerator generator, LoadOptions options) throws InterruptedException {
        LoadGenerator.Running load = generator.start(options, clients::add);
        while (!stopAsked.getAsBoolean()) {
            Screen screen = standalone.screen();
            picture.preferred(screen).ifPresent(this::follow);
            display.show(picture.of(screen, clients.now()));
            Optional<LoadReport> report = ended(load.report());
            if (report.isPresent()) {
                return report;
            }
        }
        load.stop();
        return Optional.empty();
    }

    private void follow(ProviderSample preferred) {
        long now = world.elapsedNanos();
        DemoScenario scenario = world.scenario();
        if (now >= scenario.beginsNanos(Phase.SLOWING)) {
            shifts.fails(scenario.beginsNanos(Phase.SLOWING));
        }
        if (now >= scenario.beginsNanos(Phase.RECOVERING)) {
            shifts.recovers(scenario.beginsNanos(Phase.RECOVERING));
        }
        shifts.share(now, orNan(preferred.share()), orNan(preferred.planned()));
    }

    private static double orNan(@Nullable Double value) {
        return value == null ? Double.NaN : value;
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
}
