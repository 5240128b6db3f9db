package dev.sluice.server.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watches with Fabric8's informers, one per object: a list and a watch by name, which is all the pod's Role allows. */
final class ClientWatches implements ObjectWatches {
    private static final System.Logger LOG = System.getLogger(ClientWatches.class.getName());
    /** An API server that hangs looks like one that is slow; the gateway waits for neither. */
    private static final int CONNECT_MILLIS = 2_000;

    private static final int REQUEST_MILLIS = 10_000;
    /** Doubled up to 32 times this, so that a returning API server is found within seconds. */
    private static final int RECONNECT_MILLIS = 100;

    private final KubernetesClient client;
    private final String namespace;
    private final Queue<SharedIndexInformer<?>> informers = new ConcurrentLinkedQueue<>();

    private ClientWatches(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** With the credentials of the pod, or of the kubeconfig that {@code KUBECONFIG} names. Does not connect yet. */
    static ClientWatches of(String namespace) {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(RECONNECT_MILLIS)
                .withWatchReconnectLimit(-1)
                .build();
        return new ClientWatches(
                new KubernetesClientBuilder()
                        .withConfig(config)
                        .withKubernetesSerialization(serialization())
                        .build(),
                namespace);
    }

    /**
     * Two kinds are asked for by their classes; a search of the class path for kinds would load a thousand others. Only Status is
     * found by name: a watch that is told its version is too old is told so by one.
     */
    private static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }

    @Override
    public void secret(String name, Consumer<@Nullable Map<String, byte[]>> watcher) {
        follow(
                "Secret/" + namespace + "/" + name,
                client.secrets().inNamespace(namespace).withName(name),
                secret -> watcher.accept(secret == null ? null : decoded(secret)));
    }

    @Override
    public void configMap(String name, Consumer<@Nullable Map<String, String>> watcher) {
        follow(
                "ConfigMap/" + namespace + "/" + name,
                client.configMaps().inNamespace(namespace).withName(name),
                map -> watcher.accept(map == null ? null : entries(map)));
    }

    private <T extends HasMetadata> void follow(String object, Informable<T> one, Consumer<@Nullable T> watcher) {
        SharedIndexInformer<T> informer = one.runnableInformer(0);
        informers.add(informer);
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onNothing() {
                watcher.accept(null);
            }

            @Override
            public void onAdd(T now) {
                watcher.accept(now);
            }

            @Override
            public void onUpdate(T before, T now) {
                watcher.accept(now);
            }

            @Override
            public void onDelete(T last, boolean unknown) {
                watcher.accept(null);
            }
        });
        informer.exceptionHandler((started, e) -> {
            LOG.log(System.Logger.Level.WARNING, object + " cannot be watched, trying again: " + e.getMessage());
            return true;
        });
        informer.start();
    }

    private static Map<String, byte[]> decoded(Secret secret) {
        Map<String, byte[]> data = new HashMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        }
        return data;
    }

    private static Map<String, String> entries(ConfigMap map) {
        return map.getData() == null ? Map.of() : Map.copyOf(map.getData());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
        client.close();
    }
}
