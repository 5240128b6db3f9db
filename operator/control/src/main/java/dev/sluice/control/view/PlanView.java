package dev.sluice.control.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shares in force and why: the answer of {@code GET /api/v1/plan}.
 *
 * <pre>{@code
 * {"atMillis": 1735689600000,
 *  "gateways": [{"gateway": "default/edge", "epoch": 1, "revision": 3, "planRevision": 41,
 *    "policies": [{"policy": "default/ethereum", "intent": "Balanced", "mode": "Enforce", "revision": 41,
 *      "pools": [{"pool": "default/ethereum",
 *        "classes": [{"class": "default", "refuse": false,
 *          "providers": [{"provider": "default/aws-us-east-1", "class": "Hyperscaler", "organization": "acme-nodes",
 *            "region": "us-east-1", "share": 0.42, "target": 0.10, "declared": 0.50, "health": "Unhealthy",
 *            "reason": "40.0 % errors ...",
 *            "inputs": {"p50Millis": 31.0, "p95Millis": 240.5, "errorRate": 0.4, "requestsPerSecond": 88.2,
 *                       "utility": 3.1},
 *            "price": {"perMillionRequests": 14.0, "currency": "USD"}}]}]}]}],
 *    "findings": ["ConstraintsRelaxed: ..."]}]}
 * }</pre>
 *
 * @param atMillis wall clock
 * @param gateways one per Gateway that serves
 */
public record PlanView(long atMillis, List<GatewayPlan> gateways) {
    public PlanView {
        gateways = List.copyOf(gateways);
    }

    /**
     * @param gateway {@code namespace/name}
     * @param epoch of the snapshot served
     * @param revision of the snapshot served
     * @param planRevision of the plan in force; 0 before the first, when declared weights hold
     * @param policies effective policies; the id {@code ""} stands for the defaults
     * @param findings what the planner has to say beyond single providers
     */
    public record GatewayPlan(
            String gateway,
            long epoch,
            long revision,
            long planRevision,
            List<PolicyPlan> policies,
            List<String> findings) {}

    /** @param mode Observe, Enforce, or Suspended; @param revision of the plan, the same for all policies of a gateway */
    public record PolicyPlan(String policy, String intent, String mode, long revision, List<PoolPlan> pools) {}

    public record PoolPlan(String pool, List<ClassPlan> classes) {}

    /** @param refuse whether this class is answered 503 because its bounds cannot be met */
    public record ClassPlan(@JsonProperty("class") String requestClass, boolean refuse, List<ProviderPlan> providers) {}

    /**
     * @param share in force
     * @param target where it is heading
     * @param declared the manifest's weight as a share
     * @param health as measured
     * @param reason of the last decision, or why there is none yet
     */
    public record ProviderPlan(
            String provider,
            @JsonProperty("class") String providerClass,
            String organization,
            String region,
            double share,
            double target,
            double declared,
            String health,
            String reason,
            Inputs inputs,
            Price price) {}

    /** What the decision was made from; null where there was no data. */
    public record Inputs(
            @Nullable Double p50Millis,
            @Nullable Double p95Millis,
            @Nullable Double errorRate,
            double requestsPerSecond,
            @Nullable Double utility) {}

    public record Price(double perMillionRequests, String currency) {}
}
