package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Targets of a policy; null and empty where none was set.
 *
 * @param budgets of all policies that were merged, each at most once: every one of them holds
 */
public record Objectives(
        @Nullable Availability availability, @Nullable Latency latency, List<Budget> budgets) {

    public static final Objectives NONE = new Objectives(null, null, List.of());

    public Objectives {
        budgets = budgets == null ? List.of() : List.copyOf(budgets);
    }

    /** @param targetPpm share of requests answered, e.g. 999500; @param windowNanos it is judged over */
    public record Availability(int targetPpm, long windowNanos) {}

    /** @param quantilePpm e.g. 950000 for p95; @param targetNanos it should stay under */
    public record Latency(int quantilePpm, long targetNanos) {}

    /**
     * Most to spend; amounts are 0 where not set.
     *
     * @param policy id of the RoutingPolicy that says so; all traffic it governs counts, at every Gateway
     * @param refuse whether requests of the lowest value are refused when nothing else keeps it
     */
    public record Budget(String policy, String currency, long perDayMicros, long perMonthMicros, boolean refuse) {}
}
