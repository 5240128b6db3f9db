package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.ForecastEvent;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Timeouts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A RoutingPolicy in integers, before defaults and merging: null is what was left out. Also the shape in which an earlier
 * effective policy stands in for one that became invalid.
 *
 * @param id {@code namespace/name}
 * @param refuse whether to answer 503 instead of relaxing soft bounds
 * @param constraints lists and share bounds; its own flag for refusing is not used
 */
record PolicyDraft(
        String id,
        long generation,
        Policy.@Nullable Intent intent,
        Objectives objectives,
        Constraints constraints,
        @Nullable Boolean refuse,
        List<RequestClass> requestClasses,
        @Nullable Retry retry,
        Policy.@Nullable Hedge hedge,
        Timeouts timeouts,
        ShiftDraft shift,
        Clients clients,
        List<ForecastEvent> events,
        @Nullable Cache cache) {
    PolicyDraft {
        events = List.copyOf(events);
        requestClasses = List.copyOf(requestClasses);
    }

    /** An effective policy of an earlier snapshot in the place of policy {@code id}. */
    static PolicyDraft of(String id, Policy earlier) {
        return new PolicyDraft(
                id,
                earlier.generation(),
                earlier.intent(),
                earlier.objectives(),
                earlier.constraints(),
                earlier.constraints().refuseWhenInfeasible(),
                earlier.requestClasses(),
                earlier.retry(),
                earlier.hedge(),
                earlier.timeouts(),
                ShiftDraft.of(earlier.shift()),
                earlier.clients(),
                earlier.events(),
                earlier.cache());
    }
}
