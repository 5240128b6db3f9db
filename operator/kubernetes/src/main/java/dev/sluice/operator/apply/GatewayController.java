package dev.sluice.operator.apply;

import dev.sluice.operator.render.GatewayImage;
import dev.sluice.operator.render.GatewayObjects;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** The Operator SDK around the reconciler; runs only while this replica leads. */
public final class GatewayController implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GatewayController.class.getName());
    private static final int THREADS = 4;
    private static final int FIRST_RETRY_MILLIS = 500;
    private static final double RETRY_FACTOR = 2;
    private static final int LAST_RETRY_MILLIS = 30_000;
    private static final Duration END = Duration.ofSeconds(5);

    private final Operator operator;
    private final GatewayReconciler reconciler;
    private final Applier applier;

    /** @param namespaces to work in; empty for all; @param reconciled told of each round's nanoseconds */
    public GatewayController(
            KubernetesClient client,
            List<String> namespaces,
            Orders orders,
            GatewayImage image,
            LongConsumer reconciled) {
        applier = new Applier(client);
        reconciler = new GatewayReconciler(applier, orders, image, reconciled);
        operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withReconciliationTerminationTimeout(END)
                .withStopOnInformerErrorDuringStartup(false)
                .checkingCRDAndValidateLocalModel(false));
        operator.register(reconciler, controller -> {
            controller
                    .withName("gateway")
                    .withFieldManager(GatewayObjects.FIELD_MANAGER)
                    .withGenerationAware(true)
                    .withRetry(new GenericRetry()
                            .setInitialInterval(FIRST_RETRY_MILLIS)
                            .setIntervalMultiplier(RETRY_FACTOR)
                            .setMaxInterval(LAST_RETRY_MILLIS)
                            .setMaxAttempts(Integer.MAX_VALUE));
            if (namespaces.isEmpty()) {
                controller.watchingAllNamespaces();
            } else {
                controller.settingNamespaces(Set.copyOf(namespaces));
            }
        });
    }

    /** Begins on a thread of its own. @param failed called where its caches could not be filled for minutes */
    public void start(Runnable failed) {
        Thread.ofPlatform().daemon().name("sluice-apply").start(() -> {
            try {
                operator.start();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "objects of Gateways cannot be followed", e);
                failed.run();
            }
        });
    }

    /** There is a new order for a Gateway. @param gateway {@code namespace/name} */
    public void wake(String gateway) {
        int slash = gateway.indexOf('/');
        reconciler.wake(gateway.substring(0, slash), gateway.substring(slash + 1));
    }

    /** Forgets what was written for Gateways that are gone. @param uids of those that are left */
    public void retain(Set<String> uids) {
        applier.retain(uids);
    }

    @Override
    public void close() {
        operator.stop();
    }
}
