package dev.sluice.operator.gather;

import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Secrets and ConfigMaps that somebody names, each followed by a watch of its own: the operator never lists them. What is named
 * for the first time is waited for, or a key would look as if it were missing.
 */
final class NamedObjects implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NamedObjects.class.getName());
    /** Most watches held; names beyond it count as missing, and the log says so. */
    static final int MAX_WATCHES = 5_000;
    /** An object that nobody may read is not waited for any longer. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final KubernetesClient client;
    private final Runnable changed;
    private final LongSupplier nanos;
    private final Map<ObjectRef, Followed> followed = new ConcurrentHashMap<>();

    NamedObjects(KubernetesClient client, Runnable changed, LongSupplier nanos) {
        this.client = client;
        this.changed = changed;
        this.nanos = nanos;
    }

    /** Follows these and no others. On the control thread. */
    void want(Set<ObjectRef> names) {
        for (Iterator<Map.Entry<ObjectRef, Followed>> all = followed.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<ObjectRef, Followed> each = all.next();
            if (!names.contains(each.getKey())) {
                all.remove();
                each.getValue().stop();
            }
        }
        for (ObjectRef name : names) {
            if (followed.containsKey(name)) {
                continue;
            }
            if (followed.size() >= MAX_WATCHES) {
                LOG.log(System.Logger.Level.WARNING, name + " is not read: " + MAX_WATCHES + " are followed already");
                continue;
            }
            Followed fresh = new Followed(name, nanos.getAsLong() + PATIENCE_NANOS);
            followed.put(name, fresh);
            fresh.start();
        }
    }

    /** Whether everything wanted is known, there or not. */
    boolean settled() {
        long now = nanos.getAsLong();
        return followed.values().stream().allMatch(each -> each.known || now - each.patientUntilNanos > 0);
    }

    Stream<HasMetadata> present() {
        return followed.values().stream().map(each -> each.object).filter(Objects::nonNull);
    }

    @Override
    public void close() {
        followed.values().forEach(Followed::stop);
    }

    private final class Followed implements ResourceEventHandler<HasMetadata> {
        private final ObjectRef name;
        private final long patientUntilNanos;
        private final SharedIndexInformer<? extends HasMetadata> informer;
        private volatile @org.jspecify.annotations.Nullable HasMetadata object;
        private volatile boolean known;

        Followed(ObjectRef name, long patientUntilNanos) {
            this.name = name;
            this.patientUntilNanos = patientUntilNanos;
            this.informer = one(name).runnableInformer(0);
        }

        private Informable<? extends HasMetadata> one(ObjectRef ref) {
            return ref.kind().equals("Secret")
                    ? client.secrets().inNamespace(ref.namespace()).withName(ref.name())
                    : client.configMaps().inNamespace(ref.namespace()).withName(ref.name());
        }

        void start() {
            informer.addEventHandler(this);
            informer.exceptionHandler((started, e) -> {
                LOG.log(System.Logger.Level.WARNING, name + " cannot be watched, trying again: " + e.getMessage());
                return true;
            });
            informer.start();
        }

        void stop() {
            informer.stop();
        }

        private void now(Optional<HasMetadata> newest) {
            object = newest.orElse(null);
            known = true;
            changed.run();
        }

        @Override
        public void onNothing() {
            now(Optional.empty());
        }

        @Override
        public void onAdd(HasMetadata added) {
            now(Optional.of(added));
        }

        @Override
        public void onUpdate(HasMetadata before, HasMetadata newest) {
            now(Optional.of(newest));
        }

        @Override
        public void onDelete(HasMetadata last, boolean unknown) {
            now(Optional.empty());
        }
    }
}
