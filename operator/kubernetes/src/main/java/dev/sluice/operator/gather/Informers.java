package dev.sluice.operator.gather;

import dev.sluice.control.gatewayapi.ListenerSet;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/** One list and watch per kind, and per namespace where the operator does not work in all. */
final class Informers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Informers.class.getName());
    private static final List<Class<? extends HasMetadata>> CLUSTER_WIDE = List.of(GatewayClass.class, Namespace.class);
    private static final List<Class<? extends HasMetadata>> OF_OTHERS = List.of(
            Gateway.class,
            HTTPRoute.class,
            GRPCRoute.class,
            BackendTLSPolicy.class,
            ListenerSet.class,
            ReferenceGrant.class,
            Service.class,
            EndpointSlice.class);
    private static final List<Class<? extends HasMetadata>> OURS = List.of(
            Provider.class, ProviderPool.class, RoutingPolicy.class, TrafficOverride.class, GatewayParameters.class);

    private final KubernetesClient client;
    private final ClusterObjects objects;
    private final Runnable changed;
    private final Map<String, SharedIndexInformer<?>> running = new TreeMap<>();
    private final ConcurrentMap<String, String> unsynced = new ConcurrentHashMap<>();

    Informers(KubernetesClient client, ClusterObjects objects, Runnable changed) {
        this.client = client;
        this.objects = objects;
        this.changed = changed;
    }

    /** @param namespaces to work in; empty for all */
    void start(List<String> namespaces) {
        CLUSTER_WIDE.forEach(kind -> follow(kind.getSimpleName(), client.resources(kind), objects::put));
        for (Class<? extends HasMetadata> kind : OF_OTHERS) {
            if (namespaces.isEmpty()) {
                follow(kind.getSimpleName(), client.resources(kind).inAnyNamespace(), objects::put);
            }
            namespaces.forEach(namespace -> follow(
                    kind.getSimpleName() + "/" + namespace,
                    client.resources(kind).inNamespace(namespace),
                    objects::put));
        }
        OURS.forEach(kind -> followOurs(kind, namespaces));
    }

    private <T extends HasMetadata> void followOurs(Class<T> kind, List<String> namespaces) {
        Typing<T> typing = new Typing<>(kind, client.getKubernetesSerialization());
        var stored = client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(kind));
        if (namespaces.isEmpty()) {
            follow(kind.getSimpleName(), stored.inAnyNamespace(), object -> typing.put(object, objects));
        }
        namespaces.forEach(namespace -> follow(
                kind.getSimpleName() + "/" + namespace,
                stored.inNamespace(namespace),
                object -> typing.put(object, objects)));
    }

    private <T extends HasMetadata> void follow(String name, Informable<T> all, Predicate<T> put) {
        SharedIndexInformer<T> informer = all.runnableInformer(0);
        running.put(name, informer);
        unsynced.put(name, "not listed yet");
        FirstList first = new FirstList();
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                boolean matters = put.test(lighter(object));
                if (first.came(ObjectRef.of(object))) {
                    nowSynced(name);
                } else {
                    tellIf(matters);
                }
            }

            @Override
            public void onUpdate(T before, T now) {
                tellIf(put.test(lighter(now)));
            }

            @Override
            public void onDelete(T last, boolean unknown) {
                tellIf(objects.remove(ObjectRef.of(last)));
            }
        });
        informer.exceptionHandler((started, e) -> {
            LOG.log(System.Logger.Level.WARNING, name + " cannot be watched, trying again: " + e.getMessage());
            unsynced.computeIfPresent(name, (same, before) -> String.valueOf(e.getMessage()));
            return true;
        });
        informer.start().thenRun(() -> {
            if (first.is(informer.getStore().list().stream().map(ObjectRef::of))) {
                nowSynced(name);
            }
        });
    }

    /** Who set which field is a third of an object's memory, and read of TrafficOverrides only. */
    private static <T extends HasMetadata> T lighter(T object) {
        if (!object.getKind().equals("TrafficOverride")) {
            object.getMetadata().setManagedFields(List.of());
        }
        return object;
    }

    private void nowSynced(String name) {
        unsynced.remove(name);
        changed.run();
    }

    private void tellIf(boolean matters) {
        if (matters && synced()) {
            changed.run();
        }
    }

    boolean synced() {
        return unsynced.isEmpty();
    }

    /** Kinds that were never listed whole, and why. */
    Map<String, String> unsynced() {
        return new TreeMap<>(unsynced);
    }

    @Override
    public void close() {
        running.values().forEach(SharedIndexInformer::stop);
    }
}
