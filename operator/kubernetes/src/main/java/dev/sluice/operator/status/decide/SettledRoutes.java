package dev.sluice.operator.status.decide;

import dev.sluice.control.status.ObjectStatus;
import dev.sluice.operator.status.rollout.Moment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Routes whose status says already what is to be said. There may be thousands, and a change is one of them: only another version of
 * a route, or other words about it, are worth a second look.
 */
final class SettledRoutes {
    private Map<HasMetadata, ObjectStatus> before = new IdentityHashMap<>();
    private Map<HasMetadata, ObjectStatus> now = new IdentityHashMap<>();

    /** The same decision, with a memory. */
    <T extends HasMetadata> BiFunction<T, Moment, Optional<T>> beside(BiFunction<T, Moment, Optional<T>> decision) {
        return (route, moment) -> {
            @Nullable ObjectStatus said = moment.said(route).orElse(null);
            if (said == null) {
                return Optional.empty();
            }
            Optional<T> changed = before.get(route) == said ? Optional.empty() : decision.apply(route, moment);
            if (changed.isEmpty()) {
                now.put(route, said);
            }
            return changed;
        };
    }

    /** A round is over: what it did not see is gone. */
    void endRound() {
        before = now;
        now = new IdentityHashMap<>(before.size());
    }
}
