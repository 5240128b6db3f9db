package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Providers of the same service that may stand in for each other.
 *
 * @param id {@code namespace/name}, or {@code service:namespace/name:port} for a Service
 * @param api what its members speak
 * @param chain CAIP-2 id with {@link Api#JSONRPC}, else null
 * @param members eligible providers; invalid ones were left out by the translator
 * @param loadBalancer how to pick; all but {@link LoadBalancer#PLAN_WEIGHTED_P2C} follow the plan's shares only
 *     where a policy bounds shares or spending
 * @param circuitBreaker bounds per provider
 * @param outlierDetection passive ejection
 * @param retryBudget bound on retries of all requests to the pool
 * @param panicThresholdPercent below this share of healthy capacity, health is ignored
 * @param hashOn with {@link LoadBalancer#CONSISTENT_HASH}, else null
 * @param concurrencyLimit bound per provider that is learned within the circuit breaker's, or null for none
 * @param scorers with {@link LoadBalancer#WEIGHTED_SCORE}, each name at most once, else empty
 * @param overprovisioningPercent a priority takes all requests while this many percent of its healthy part are at least a
 *     hundred, and what is missing goes to the next; 0 for never less than all
 */
public record Pool(
        String id,
        Api api,
        @Nullable String chain,
        List<Member> members,
        LoadBalancer loadBalancer,
        CircuitBreaker circuitBreaker,
        OutlierDetection outlierDetection,
        RetryBudget retryBudget,
        int panicThresholdPercent,
        @Nullable HashOn hashOn,
        @Nullable ConcurrencyLimit concurrencyLimit,
        List<Scorer> scorers,
        int overprovisioningPercent) {

    /** Envoy's: the next priority is used once less than 71.4 % of one are healthy. */
    public static final int DEFAULT_OVERPROVISIONING_PERCENT = 140;

    /** @param weight declared weight, relative; @param priority lower is preferred */
    public record Member(String provider, int weight, int priority) {}

    /** The field's names for picking. */
    public enum LoadBalancer {
        PLAN_WEIGHTED_P2C,
        ROUND_ROBIN,
        LEAST_REQUEST,
        CONSISTENT_HASH,
        FAILOVER,
        WEIGHTED_SCORE
    }

    /** Part of what a candidate is judged by. @param weight at least 1, relative to the others' */
    public record Scorer(Name name, int weight) {
        public enum Name {
            LATENCY,
            TAIL_LATENCY,
            ERRORS,
            HEAD_LAG,
            PRICE,
            HEADROOM,
            TRUST,
            DIVERSITY,
            LOCALITY
        }
    }

    /**
     * What requests that go to the same provider have in common.
     *
     * @param header in lower case, with {@link By#HEADER}, else empty
     */
    public record HashOn(By by, String header) {
        public enum By {
            /** The address of the connection. */
            SOURCE_IP,
            HEADER,
            /** A JSON-RPC call without its id; the path of other requests. */
            REQUEST
        }
    }

    /** Most in flight per provider: connections, waiting requests, requests. */
    public record CircuitBreaker(int maxConnections, int maxPendingRequests, int maxRequests) {
        public static final CircuitBreaker DEFAULT = new CircuitBreaker(1024, 1024, 1024);
    }

    /** Requests in flight per provider, learned from its latency by Gradient2; never fewer or more than these. */
    public record ConcurrencyLimit(int min, int max) {
        public static final ConcurrencyLimit DEFAULT = new ConcurrencyLimit(20, 200);

        public ConcurrencyLimit {
            if (min < 1 || max < min) {
                throw new IllegalArgumentException("concurrency limit is from " + min + " to " + max);
            }
        }
    }

    /** Envoy's passive outlier detection; ejection lasts {@code baseEjectionNanos} times the count, up to the max. */
    public record OutlierDetection(
            int consecutiveGatewayErrors,
            long intervalNanos,
            long baseEjectionNanos,
            long maxEjectionNanos,
            int maxEjectionPercent,
            int successRateStdevThousandths,
            int successRateMinimumHosts,
            int successRateRequestVolume) {
        public static final OutlierDetection DEFAULT =
                new OutlierDetection(5, 10_000_000_000L, 30_000_000_000L, 300_000_000_000L, 50, 1900, 5, 100);
    }

    /** Retries may be at most this share of requests, plus a floor per second. */
    public record RetryBudget(int percent, int minPerSecond) {
        public static final RetryBudget DEFAULT = new RetryBudget(20, 10);
    }

    public Pool {
        members = List.copyOf(members);
        scorers = scorers == null ? List.of() : List.copyOf(scorers);
    }

    /** One that hashes and scores nothing. */
    public Pool(
            String id,
            Api api,
            @Nullable String chain,
            List<Member> members,
            LoadBalancer loadBalancer,
            CircuitBreaker circuitBreaker,
            OutlierDetection outlierDetection,
            RetryBudget retryBudget,
            int panicThresholdPercent) {
        this(
                id,
                api,
                chain,
                members,
                loadBalancer,
                circuitBreaker,
                outlierDetection,
                retryBudget,
                panicThresholdPercent,
                null,
                null,
                List.of(),
                DEFAULT_OVERPROVISIONING_PERCENT);
    }
}
