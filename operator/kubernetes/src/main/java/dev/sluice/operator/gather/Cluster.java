package dev.sluice.operator.gather;

import dev.sluice.control.resolve.Resources;
import dev.sluice.control.translate.NamedReferences;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What users wrote in the cluster, as it is known here; the same on every replica, whoever leads. */
public final class Cluster implements AutoCloseable {
    private final ClusterObjects objects = new ClusterObjects();
    private final Informers informers;
    private final NamedObjects named;

    private Cluster(KubernetesClient client, Runnable changed) {
        informers = new Informers(client, objects, changed);
        named = new NamedObjects(client, changed, System::nanoTime);
    }

    /**
     * Begins to watch and returns at once.
     *
     * @param namespaces to work in; empty for all
     * @param changed called on any thread whenever {@link #gather} may have something new
     */
    public static Cluster watch(KubernetesClient client, List<String> namespaces, Runnable changed) {
        Cluster cluster = new Cluster(client, changed);
        cluster.informers.start(namespaces);
        return cluster;
    }

    /** Everything, once every kind was listed and every object that is named was looked for; until then empty. */
    public Optional<Resources> gather() {
        if (!informers.synced()) {
            return Optional.empty();
        }
        Resources listed = objects.resources(Stream.of());
        named.want(NamedReferences.of(listed));
        if (!named.settled()) {
            return Optional.empty();
        }
        List<HasMetadata> present = named.present().toList();
        return Optional.of(present.isEmpty() ? listed : objects.resources(present.stream()));
    }

    /** Why nothing can be gathered yet; empty once it can. */
    public Optional<String> waitingFor() {
        return informers.unsynced().entrySet().stream().findFirst().map(each -> each.getKey() + ": " + each.getValue());
    }

    @Override
    public void close() {
        informers.close();
        named.close();
    }
}
