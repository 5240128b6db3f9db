package dev.sluice.standalone.run;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import dev.sluice.control.view.StatusView;
import dev.sluice.standalone.admin.AdminServer;
import dev.sluice.standalone.admin.AdminSource;
import dev.sluice.standalone.admin.HostPort;
import dev.sluice.standalone.log.EventLog;
import dev.sluice.standalone.manifest.folder.FolderWatcher;
import dev.sluice.standalone.manifest.folder.ManifestFolder;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run, composed: the folder's watcher feeds the control loop, the loop feeds the gateways, the admin endpoint shows both.
 */
public final class Standalone implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(Standalone.class);
    private static final long TICK_MILLIS = 500;

    private final ScheduledExecutorService control;
    private final ExecutorService drains;
    private final ServedGateways gateways;
    private final ControlLoop loop;
    private final FolderWatcher watcher;
    private final AdminServer admin;

    /**
     * Serves what the folder says when it returns, or says why it cannot.
     *
     * @throws IOException when the folder is none, or an address is taken
     */
    public static Standalone start(StandaloneOptions options) throws IOException {
        if (!Files.isDirectory(options.folder())) {
            throw new IOException(options.folder() + " is not a folder; give one that holds manifests");
        }
        return new Standalone(options);
    }

    private Standalone(StandaloneOptions options) throws IOException {
        control = Executors.newSingleThreadScheduledExecutor(daemon("sluice-control"));
        drains = Executors.newCachedThreadPool(daemon("sluice-drain"));
        gateways = new ServedGateways(options);
        loop = new ControlLoop(gateways, drains, new Planner(new SplittableRandom()), Clocks.SYSTEM);
        // The admin endpoint starts last but its port is the likeliest to be taken, so its failure undoes the rest.
        ManifestFolder folder = new ManifestFolder(options.folder(), InstantSource.system());
        watcher = FolderWatcher.start(
                folder, state -> await(control.submit(() -> guarded(() -> loop.folderChanged(state)))));
        try {
            refuseWhatCannotServe();
            control.scheduleAtFixedRate(() -> guarded(loop::tick), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            admin = AdminServer.start(options.admin(), new LoopSource());
        } catch (IOException e) {
            stopServing();
            throw e;
        }
        LOG.info("running", "folder", options.folder(), "admin", admin.at().url());
    }

    /** At the start a port that is taken is an error to be told; later it is a condition, and tried again. */
    private void refuseWhatCannotServe() throws IOException {
        for (StatusView.GatewayStatus gateway : loop.screen().status().gateways()) {
            if (gateway.rejection() != null) {
                throw new IOException("cannot serve " + gateway.rejection());
            }
        }
    }

    public HostPort admin() {
        return admin.at();
    }

    /** Bound ports of a Gateway, {@code namespace/name}, by the port clients are told. */
    public Map<Integer, Integer> ports(String gateway) {
        return gateways.ports(gateway);
    }

    public Screen screen() {
        return loop.screen();
    }

    public HistoryView history(long sinceMillis) {
        return loop.history().since(sinceMillis);
    }

    /** Stops accepting, lets requests in flight finish within the drain's bound. */
    @Override
    public void close() {
        LOG.info("draining");
        stopServing();
        admin.close();
        LOG.info("stopped");
    }

    private void stopServing() {
        watcher.close();
        await(control.submit(loop::close));
        control.shutdownNow();
        drains.shutdown();
    }

    /** A mistake of ours in one round must not end the loop: what serves goes on. */
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("a step of the control loop failed; what was served before serves on", e);
        }
    }

    private static void await(java.util.concurrent.Future<?> step) {
        try {
            step.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    private final class LoopSource implements AdminSource {
        @Override
        public Screen screen() {
            return loop.screen();
        }

        @Override
        public HistoryView history(long sinceMillis) {
            return Standalone.this.history(sinceMillis);
        }

        @Override
        public byte[] recording() {
            return loop.recording().file();
        }

        @Override
        public Future<Explanation> explain(@Nullable String gateway, @Nullable String rawQuery) {
            return gateways.explain(gateway, rawQuery);
        }

        @Override
        public Future<String> metrics() {
            return gateways.metrics().map(text -> text + loop.metrics());
        }
    }
}
