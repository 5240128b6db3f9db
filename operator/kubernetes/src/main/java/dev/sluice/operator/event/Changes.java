package dev.sluice.operator.event;

import dev.sluice.control.resolve.ObjectRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Remembers a state per object, and says when it is another one. Owned by one thread. */
final class Changes<S> {
    private final Map<ObjectRef, S> states = new HashMap<>();

    /** Whether it differs from the state told last; what is seen for the first time is taken for told. */
    boolean differs(ObjectRef object, S state) {
        S before = states.putIfAbsent(object, state);
        return before != null && !before.equals(state);
    }

    void told(ObjectRef object, S state) {
        states.put(object, state);
    }

    void keep(Set<ObjectRef> objects) {
        states.keySet().retainAll(objects);
    }
}
