package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * Where a rule's requests may go.
 *
 * @param weight at least 0, relative to the rule's other backends
 * @param target a pool, or the reason why there is none (answered 500 for its share of requests)
 * @param policy id of the effective policy for this rule and pool
 * @param filters this backend's own, applied after the rule's
 */
public record Backend(int weight, Target target, String policy, List<Filter> filters) {

    /** A resolved reference or a dangling one. */
    public sealed interface Target {}

    /** @param id of a {@link Pool} in the same snapshot */
    public record ToPool(String id) implements Target {}

    /** @param reason what did not resolve, for the log; clients see only the status */
    public record Unresolved(String reason) implements Target {}

    public Backend {
        filters = List.copyOf(filters);
        if (weight < 0) {
            throw new IllegalArgumentException("weight must be at least 0, is " + weight);
        }
    }
}
