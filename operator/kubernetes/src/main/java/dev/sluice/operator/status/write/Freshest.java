package dev.sluice.operator.status.write;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.operator.status.Known;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the API server answered to our last writes, in place of copies that informers have not renewed yet: who decides from an
 * old copy writes the same twice. Owned by one thread.
 */
final class Freshest {
    private final Map<ObjectRef, HasMetadata> written = new HashMap<>();

    void remember(HasMetadata object) {
        written.put(ObjectRef.of(object), object);
    }

    void forget(HasMetadata object) {
        written.remove(ObjectRef.of(object));
    }

    /** The same with the newest copies; what informers know as well, or better, is forgotten. */
    Known in(Known known) {
        Resources r = known.resources();
        Set<ObjectRef> seen = new HashSet<>();
        Resources fresh = new Resources(
                all(r.gatewayClasses(), seen),
                all(r.gateways(), seen),
                all(r.httpRoutes(), seen),
                all(r.grpcRoutes(), seen),
                all(r.backendTlsPolicies(), seen),
                all(r.listenerSets(), seen),
                r.referenceGrants(),
                all(r.providers(), seen),
                all(r.pools(), seen),
                all(r.policies(), seen),
                all(r.overrides(), seen),
                all(r.parameters(), seen),
                r.services(),
                r.endpointSlices(),
                r.secrets(),
                r.configMaps(),
                r.namespaces(),
                r.rejected());
        written.keySet().retainAll(seen);
        return new Known(
                fresh,
                known.statuses(),
                known.gateways(),
                known.accounting(),
                known.policies(),
                known.quotes(),
                known.checkpointNow(),
                known.nowMillis());
    }

    private <T extends HasMetadata> List<T> all(List<T> gathered, Set<ObjectRef> seen) {
        return written.isEmpty()
                ? gathered
                : gathered.stream().map(object -> newest(object, seen)).toList();
    }

    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> T newest(T gathered, Set<ObjectRef> seen) {
        ObjectRef ref = ObjectRef.of(gathered);
        HasMetadata ours = written.get(ref);
        if (ours == null
                || ours.getClass() != gathered.getClass()
                || !Objects.equals(
                        ours.getMetadata().getUid(), gathered.getMetadata().getUid())
                || version(ours) <= version(gathered)) {
            return gathered;
        }
        seen.add(ref);
        return (T) ours;
    }

    /** Versions of one object grow with each write; one that is no number counts as the newest. */
    private static long version(HasMetadata object) {
        @Nullable String version = object.getMetadata().getResourceVersion();
        try {
            return version == null ? Long.MAX_VALUE : Long.parseLong(version);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
