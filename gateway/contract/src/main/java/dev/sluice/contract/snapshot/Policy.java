package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a route's traffic: the merge of every RoutingPolicy that applies to it.
 *
 * @param id ids of the merged policies joined by {@code +}; {@link #NONE} where none applies
 * @param generation of the most specific policy
 * @param intent which objective leads
 * @param objectives targets to keep
 * @param constraints hard and soft bounds
 * @param requestClasses in order, first match wins; what matches none is {@link RequestClass#DEFAULT}
 * @param retry on another provider
 * @param hedge second attempt for slow answers, or null
 * @param timeouts of requests
 * @param shift how fast the plan may move
 * @param clients who may call, and what
 * @param events that are known to come; planned for, nothing a gateway looks at
 * @param cache which answers are shared and given again, or null for none
 */
public record Policy(
        String id,
        long generation,
        Intent intent,
        Objectives objectives,
        Constraints constraints,
        List<RequestClass> requestClasses,
        Retry retry,
        @Nullable Hedge hedge,
        Timeouts timeouts,
        Shift shift,
        Clients clients,
        List<ForecastEvent> events,
        @Nullable Cache cache) {

    /** Id of the policy of defaults. */
    public static final String NONE = "";

    /** What holds where no policy says otherwise. */
    public static final Policy DEFAULTS = new Policy(
            NONE,
            0,
            Intent.BALANCED,
            Objectives.NONE,
            Constraints.NONE,
            List.of(),
            Retry.DEFAULT,
            null,
            Timeouts.UNSET,
            Shift.DEFAULT);

    /** Which objective leads; a weighting, not another code path. */
    public enum Intent {
        FASTEST,
        CHEAPEST,
        BALANCED,
        MOST_TRUSTED
    }

    /** @param afterQuantilePpm of the provider's latency for the class, e.g. 950000; @param budgetPercent of reads */
    public record Hedge(int afterQuantilePpm, int budgetPercent) {}

    public Policy {
        requestClasses = List.copyOf(requestClasses);
        // An older snapshot has none of the last three.
        clients = clients == null ? Clients.ANY : clients;
        events = events == null ? List.of() : List.copyOf(events);
    }

    /** For any client, without a cache. */
    public Policy(
            String id,
            long generation,
            Intent intent,
            Objectives objectives,
            Constraints constraints,
            List<RequestClass> requestClasses,
            Retry retry,
            @Nullable Hedge hedge,
            Timeouts timeouts,
            Shift shift,
            List<ForecastEvent> events) {
        this(
                id,
                generation,
                intent,
                objectives,
                constraints,
                requestClasses,
                retry,
                hedge,
                timeouts,
                shift,
                Clients.ANY,
                events,
                null);
    }

    /** For any client, without events or a cache. */
    public Policy(
            String id,
            long generation,
            Intent intent,
            Objectives objectives,
            Constraints constraints,
            List<RequestClass> requestClasses,
            Retry retry,
            @Nullable Hedge hedge,
            Timeouts timeouts,
            Shift shift) {
        this(id, generation, intent, objectives, constraints, requestClasses, retry, hedge, timeouts, shift, List.of());
    }

    /** The same for other clients. */
    public Policy with(Clients others) {
        return new Policy(
                id,
                generation,
                intent,
                objectives,
                constraints,
                requestClasses,
                retry,
                hedge,
                timeouts,
                shift,
                others,
                events,
                cache);
    }
}
