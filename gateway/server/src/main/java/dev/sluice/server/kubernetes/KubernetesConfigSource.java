package dev.sluice.server.kubernetes;

import dev.sluice.contract.delivery.DeliveryNames;
import dev.sluice.server.config.ConfigSource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one Gateway's pods serve, from the Secrets and the ConfigMap that its operator writes. Watches slot 0, the delta, the
 * credentials and the plan, and further slots once slot 0 speaks of them. An API server that is gone changes nothing of what serves; one
 * that is silent for a second at the start is not waited for.
 */
public final class KubernetesConfigSource implements ConfigSource {
    private static final System.Logger LOG = System.getLogger(KubernetesConfigSource.class.getName());
    private static final long SILENCE_MILLIS = 1_000;
    private static final long TICK_MILLIS = 1_000;

    private final String namespace;
    private final DeliveryNames names;
    private final Path folder;
    private final Supplier<ObjectWatches> connect;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("sluice-config").unstarted(work));
    private final Set<Integer> slotsWatched = new HashSet<>();
    private @Nullable ObjectWatches watches;
    private @Nullable Intake intake;

    private KubernetesConfigSource(String namespace, String name, Path folder, Supplier<ObjectWatches> connect) {
        this.namespace = namespace;
        this.names = new DeliveryNames(name);
        this.folder = folder;
        this.connect = connect;
    }

    /**
     * With the credentials of the pod, or of the kubeconfig that {@code KUBECONFIG} names.
     *
     * @param folder keeps what was served last; memory, for credentials are in it
     */
    public static KubernetesConfigSource of(String namespace, String name, Path folder) {
        return new KubernetesConfigSource(namespace, name, folder, () -> ClientWatches.of(namespace));
    }

    /** Over other watches than the client's. */
    static KubernetesConfigSource over(ObjectWatches watches, String namespace, String name, Path folder) {
        return new KubernetesConfigSource(namespace, name, folder, () -> watches);
    }

    /** Returns at once: loading the client takes a moment, which the gateway uses to start. */
    @Override
    public void start(Sink sink) {
        thread.execute(guarded(() -> {
            Intake fresh = new Intake(
                    namespace + "/" + names.gateway(), sink, new LastGood(folder), this::watchSlots, this::later);
            intake = fresh;
            watches = connect.get();
            watchSlots(Set.of(0));
            watches.secret(names.snapshotDelta(), data -> later(() -> fresh.delta(data, System.nanoTime())));
            watches.secret(names.credentials(), data -> later(() -> fresh.credentials(data, System.nanoTime())));
            watches.configMap(names.plan(), data -> later(() -> fresh.plan(data, System.currentTimeMillis())));
        }));
        thread.schedule(
                guarded(() -> {
                    if (intake != null) {
                        intake.startWithoutTheRest(System.currentTimeMillis(), System.nanoTime());
                    }
                }),
                SILENCE_MILLIS,
                TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(
                guarded(() -> {
                    if (intake != null) {
                        intake.tick(System.nanoTime());
                    }
                }),
                SILENCE_MILLIS + TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void watchSlots(Set<Integer> wanted) {
        for (int slot : wanted) {
            if (watches != null && intake != null && slotsWatched.add(slot)) {
                Intake to = intake;
                watches.secret(names.snapshotSlot(slot), data -> later(() -> to.slot(slot, data, System.nanoTime())));
            }
        }
    }

    private void later(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            // Closed: what comes now is for nobody.
        }
    }

    /** The thread's top: a bug costs one event, which is said, and not the source. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "configuration could not be taken over", e);
            }
        };
    }

    @Override
    public void close() {
        later(() -> {
            if (watches != null) {
                watches.close();
            }
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SILENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
