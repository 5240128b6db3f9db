package dev.sluice.operator.gather;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.resolve.Versions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The newest version of every object that was seen. For any thread. */
final class ClusterObjects {
    private final Map<ObjectRef, HasMetadata> objects = new ConcurrentHashMap<>();
    private final Map<ObjectRef, RejectedObject> rejected = new ConcurrentHashMap<>();

    /** @return whether the change can mean something to what is served; a status written by us does not */
    boolean put(HasMetadata object) {
        ObjectRef ref = ObjectRef.of(object);
        HasMetadata before = objects.put(ref, object);
        return rejected.remove(ref) != null || before == null || !Versions.same(before, object);
    }

    boolean put(RejectedObject object) {
        objects.remove(object.ref());
        return !object.equals(rejected.put(object.ref(), object));
    }

    boolean remove(ObjectRef ref) {
        boolean wasRejected = rejected.remove(ref) != null;
        return objects.remove(ref) != null || wasRejected;
    }

    /** @param named Secrets and ConfigMaps, which are kept elsewhere */
    Resources resources(Stream<? extends HasMetadata> named) {
        return Resources.of(Stream.concat(objects.values().stream(), named).toList(), List.copyOf(rejected.values()));
    }
}
