package dev.sluice.operator.gather;

import dev.sluice.control.resolve.ObjectRef;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything of a kind's first list has come through its handler. Fabric8 calls handlers on a thread of its own, later than
 * it says that the list is there; whoever took the one for the other would translate half a cluster. For any thread.
 */
final class FirstList {
    private final Set<ObjectRef> early = new HashSet<>();
    private @Nullable Set<ObjectRef> awaited;

    /** @return whether this was the last that was waited for */
    synchronized boolean came(ObjectRef object) {
        Set<ObjectRef> left = awaited;
        if (left == null) {
            early.add(object);
            return false;
        }
        return left.remove(object) && left.isEmpty();
    }

    /** @return whether all of it has come already */
    synchronized boolean is(Stream<ObjectRef> all) {
        Set<ObjectRef> left = all.filter(each -> !early.contains(each)).collect(Collectors.toCollection(HashSet::new));
        awaited = left;
        early.clear();
        return left.isEmpty();
    }
}
