package dev.sluice.contract.observation;

import dev.sluice.contract.plan.PlanKey;

/**
 * What clients saw of one plan key, cumulative since the process started: requests, however many attempts each took. Objectives
 * are judged by it.
 *
 * @param key policy, pool, class
 * @param requests that ended, those refused left out
 * @param unanswered of the requests: answered 5xx, or broken off by a provider
 * @param late of the requests: answered, but after the policy's latency objective
 * @param refused not tried, because the plan refuses them
 * @param shed of those unanswered: not tried, because all who may serve have as much in flight as they take, or keep what is
 *     left for requests of higher value; 0 from gateways that do not tell
 */
public record ClassTraffic(PlanKey key, long requests, long unanswered, long late, long refused, Long shed) {
    public ClassTraffic {
        shed = shed == null ? 0L : shed;
    }

    /** One of which nothing is shed. */
    public ClassTraffic(PlanKey key, long requests, long unanswered, long late, long refused) {
        this(key, requests, unanswered, late, refused, 0L);
    }

    /** Of two event loops. */
    public ClassTraffic plus(ClassTraffic other) {
        return new ClassTraffic(
                key,
                requests + other.requests,
                unanswered + other.unanswered,
                late + other.late,
                refused + other.refused,
                shed + other.shed);
    }
}
