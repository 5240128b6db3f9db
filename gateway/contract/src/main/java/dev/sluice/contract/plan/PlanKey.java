package dev.sluice.contract.plan;

/**
 * What a share is for: an effective policy, a pool and a request class of one Gateway. A planner looks some hundred thousand up in
 * each tick, so equality is written out: what the compiler makes of a record is not inlined into a map's search.
 */
public record PlanKey(String policy, String pool, String requestClass) {
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof PlanKey key
                        && policy.equals(key.policy)
                        && pool.equals(key.pool)
                        && requestClass.equals(key.requestClass);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * policy.hashCode() + pool.hashCode()) + requestClass.hashCode();
    }
}
