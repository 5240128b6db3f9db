package dev.sluice.operator.status.rollout;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.PodView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Remembers under which revision of each Gateway a generation of an object was first wanted. A pod that serves this revision
 * or a later one serves the generation, however often the Gateway changed since. Owned by one thread.
 */
final class Acknowledgements {
    private final Map<ObjectRef, Wanted> wanted = new HashMap<>();

    private record Since(long epoch, long revision) {
        static Since of(ConfigSnapshot snapshot) {
            return new Since(snapshot.epoch(), snapshot.revision());
        }

        boolean reachedBy(Observation pod) {
            return pod.epoch() > epoch || (pod.epoch() == epoch && pod.revision() >= revision);
        }
    }

    private record Wanted(@Nullable String uid, long generation, long firstMillis, Map<String, Since> byGateway) {}

    /** @param users Gateways whose wanted snapshot contains the object */
    Programming judge(HasMetadata object, long generation, List<GatewayView> users, long nowMillis) {
        Wanted since = wanted(object, generation, nowMillis);
        since.byGateway().keySet().retainAll(users.stream().map(GatewayView::id).toList());
        String missing = null;
        for (GatewayView gateway : users) {
            Since first = since.byGateway().computeIfAbsent(gateway.id(), id -> Since.of(gateway.wanted()));
            missing = missing == null ? missing(gateway, first) : missing;
        }
        if (missing != null) {
            return new Programming(false, missing);
        }
        return new Programming(true, users.isEmpty() ? "no Gateway uses it" : "every gateway serves it");
    }

    /** When this generation was first seen. */
    long firstMillis(HasMetadata object, long generation, long nowMillis) {
        return wanted(object, generation, nowMillis).firstMillis();
    }

    /** Forgets what is gone. */
    void keep(Collection<ObjectRef> objects) {
        wanted.keySet().retainAll(objects);
    }

    private Wanted wanted(HasMetadata object, long generation, long nowMillis) {
        String uid = object.getMetadata().getUid();
        Wanted known = wanted.get(ObjectRef.of(object));
        if (known == null || known.generation() != generation || !Objects.equals(known.uid(), uid)) {
            known = new Wanted(uid, generation, nowMillis, new HashMap<>());
            wanted.put(ObjectRef.of(object), known);
        }
        return known;
    }

    /** Null where every ready pod serves it. */
    private static @Nullable String missing(GatewayView gateway, Since since) {
        List<PodView> ready = gateway.pods().stream().filter(PodView::ready).toList();
        List<String> behind = ready.stream()
                .filter(pod -> pod.observation().filter(since::reachedBy).isEmpty())
                .map(PodView::name)
                .toList();
        if (!ready.isEmpty() && behind.isEmpty()) {
            return null;
        }
        if (gateway.failure() != null) {
            return "Gateway " + gateway.id() + " cannot be written: " + gateway.failure();
        }
        if (!gateway.written()) {
            return "Gateway " + gateway.id() + " is being written";
        }
        return ready.isEmpty()
                ? "no pod of Gateway " + gateway.id() + " is ready"
                : "%d of %d ready pods of Gateway %s serve it; waiting for %s"
                        .formatted(
                                ready.size() - behind.size(),
                                ready.size(),
                                gateway.id(),
                                behind.stream().limit(3).collect(Collectors.joining(", ")));
    }
}
