package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Required;

/** How a provider is picked. */
@ApiType
public record LoadBalancerSpec(
        @JsonPropertyDescription(
                "PlanWeightedP2C draws the plan's share, then the better of two endpoints by latency and load; it is the default. The others follow members' weights and priorities and leave only whom the plan leaves, unless a policy bounds shares or spending: then the plan's shares hold. RoundRobin takes turns by weight; LeastRequest takes, of two drawn by weight, the one with fewer requests under way; Failover takes the first healthy one by priority, then order. ConsistentHash is not supported yet and refused.")
        @Required
        Type type) {

    /** Ways of picking. */
    public enum Type {
        @JsonProperty("PlanWeightedP2C")
        PLAN_WEIGHTED_P2C,
        @JsonProperty("RoundRobin")
        ROUND_ROBIN,
        @JsonProperty("LeastRequest")
        LEAST_REQUEST,
        @JsonProperty("ConsistentHash")
        CONSISTENT_HASH,
        @JsonProperty("Failover")
        FAILOVER
    }
}
