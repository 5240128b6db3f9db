package dev.sluice.operator.status.write;

import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Objects whose status the API server does not take as it is: left alone for a while, so that others are not kept waiting. */
final class RefusedWrites {
    static final long PAUSE_MILLIS = 30_000;

    private record Pause(long generation, long untilMillis) {}

    private final Map<ObjectRef, Pause> pauses = new HashMap<>();

    void pause(HasMetadata object, long nowMillis) {
        // Objects that are gone leave theirs behind.
        pauses.values().removeIf(each -> nowMillis >= each.untilMillis());
        pauses.put(ObjectRef.of(object), new Pause(generation(object), nowMillis + PAUSE_MILLIS));
    }

    /** Until its time is over, or its spec another. */
    boolean paused(HasMetadata object, long nowMillis) {
        Pause pause = pauses.get(ObjectRef.of(object));
        if (pause != null && (pause.generation() != generation(object) || nowMillis >= pause.untilMillis())) {
            pauses.remove(ObjectRef.of(object));
            return false;
        }
        return pause != null;
    }

    private static long generation(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
    }
}
