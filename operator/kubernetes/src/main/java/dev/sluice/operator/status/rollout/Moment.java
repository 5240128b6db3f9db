package dev.sluice.operator.status.rollout;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.Usage;
import dev.sluice.operator.status.measure.Measured;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All that one round of deciding stands on, and when the next one should be. */
public final class Moment {
    private final Known known;
    private final Usage usage;
    private final Measured measured;
    private final Map<ObjectRef, ObjectStatus> statuses = new HashMap<>();
    private long nextMillis = Long.MAX_VALUE;

    public Moment(Known known, Usage usage, Measured measured) {
        this.known = known;
        this.usage = usage;
        this.measured = measured;
        known.statuses().forEach(status -> statuses.put(status.ref(), status));
    }

    public Known known() {
        return known;
    }

    public Usage usage() {
        return usage;
    }

    public Measured measured() {
        return measured;
    }

    public long nowMillis() {
        return known.nowMillis();
    }

    /** What was translated of an object; empty where that was of another generation. */
    public Optional<ObjectStatus> said(HasMetadata object) {
        long generation = Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
        return Optional.ofNullable(statuses.get(ObjectRef.of(object)))
                .filter(status -> status.observedGeneration() == generation);
    }

    public void lookAgain(long atMillis) {
        nextMillis = Math.min(nextMillis, atMillis);
    }

    public long nextMillis() {
        return nextMillis;
    }
}
