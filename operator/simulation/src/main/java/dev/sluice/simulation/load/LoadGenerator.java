package dev.sluice.simulation.load;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Starts runs. For many thousand calls a second give it a Vert.x of its own, or an event loop is shared with what it
 * measures.
 */
public final class LoadGenerator {
    private final Vertx vertx;

    public LoadGenerator(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs to its end. Call it from outside of event loops. */
    public LoadReport run(LoadOptions options) {
        return start(options, second -> {}).await();
    }

    /**
     * Starts a run and returns.
     *
     * @param progress gets each second's tally when the second is over, on the run's event loop
     */
    public Running start(LoadOptions options, Consumer<LoadReport.Tally> progress) {
        CompletableFuture<LoadReport> report = new CompletableFuture<>();
        LoadRun run = new LoadRun(vertx, options, progress, report);
        run.start();
        return new Running(run, report);
    }

    /** A run under way. */
    public static final class Running {
        private final LoadRun run;
        private final CompletableFuture<LoadReport> report;

        private Running(LoadRun run, CompletableFuture<LoadReport> report) {
            this.run = run;
            this.report = report;
        }

        /** Sends no more; calls under way are still waited for. */
        public void stop() {
            run.stop();
        }

        public CompletableFuture<LoadReport> report() {
            return report;
        }

        public LoadReport await() {
            try {
                return report.get();
            } catch (InterruptedException e) {
                stop();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a load was running", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the load generator broke", e.getCause());
            }
        }
    }
}
