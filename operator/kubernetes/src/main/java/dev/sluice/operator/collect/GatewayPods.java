package dev.sluice.operator.collect;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Pods that run gateways, followed by their label. For any thread. */
final class GatewayPods implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GatewayPods.class.getName());
    private static final String NAME = "app.kubernetes.io/name";
    private static final String VALUE = "sluice-gateway";

    private final List<SharedIndexInformer<Pod>> informers = new ArrayList<>();
    private final Map<String, Pod> pods = new ConcurrentHashMap<>();

    /** @param namespaces to work in; empty for all; @param changed called when a pod came, went or became ready */
    GatewayPods(KubernetesClient client, List<String> namespaces, Runnable changed) {
        Handler handler = new Handler(changed);
        if (namespaces.isEmpty()) {
            informers.add(client.pods().inAnyNamespace().withLabel(NAME, VALUE).runnableInformer(0));
        }
        namespaces.forEach(namespace -> informers.add(
                client.pods().inNamespace(namespace).withLabel(NAME, VALUE).runnableInformer(0)));
        for (SharedIndexInformer<Pod> informer : informers) {
            informer.addEventHandler(handler);
            informer.exceptionHandler((started, e) -> {
                LOG.log(System.Logger.Level.WARNING, "pods cannot be watched, trying again: " + e.getMessage());
                return true;
            });
            informer.start();
        }
    }

    Collection<Pod> all() {
        return pods.values();
    }

    /** Those of one Gateway, leaving ones included. */
    List<Pod> of(String namespace, Map<String, String> labels) {
        return pods.values().stream()
                .filter(pod -> namespace.equals(pod.getMetadata().getNamespace()))
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    static String id(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }

    static boolean leaving(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean ready(Pod pod) {
        return !leaving(pod) && is(pod, "Ready");
    }

    private static boolean is(Pod pod, String condition) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .filter(each -> condition.equals(each.getType()))
                        .map(PodCondition::getStatus)
                        .anyMatch("True"::equals);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private final class Handler implements ResourceEventHandler<Pod> {
        private final Runnable changed;

        Handler(Runnable changed) {
            this.changed = changed;
        }

        @Override
        public void onAdd(Pod pod) {
            put(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod now) {
            put(now);
        }

        private void put(Pod pod) {
            Pod before = pods.put(id(pod), pod);
            if (before == null || ready(before) != ready(pod) || !Objects.equals(address(before), address(pod))) {
                changed.run();
            }
        }

        @Override
        public void onDelete(Pod last, boolean unknown) {
            pods.remove(id(last));
            changed.run();
        }
    }

    static String address(Pod pod) {
        String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        return ip == null ? "" : ip;
    }
}
