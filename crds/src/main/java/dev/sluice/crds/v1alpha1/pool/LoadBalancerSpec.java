package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How a provider is picked. */
@ApiType
@ValidationRule(
        value = "has(self.consistentHash) == (self.type == 'ConsistentHash')",
        message = "consistentHash is given with type ConsistentHash, and only then")
public record LoadBalancerSpec(
        @JsonPropertyDescription(
                "PlanWeightedP2C draws the plan's share, then the better of two endpoints by latency and load; it is the default. The others follow members' weights and priorities and leave only whom the plan leaves, unless a policy bounds shares or spending: then the plan's shares hold. RoundRobin takes turns by weight; LeastRequest takes, of two drawn by weight, the one with fewer requests under way; Failover takes the first healthy one by priority, then order; ConsistentHash keeps to one provider what has the same hash, in parts by weight.")
        @Required
        Type type,

        @JsonPropertyDescription("What is hashed, with type ConsistentHash.") @Nullable
        ConsistentHash consistentHash) {

    /** What requests that go to the same provider have in common. Where it is missing they are spread by weight. */
    @ApiType
    @ValidationRule(
            value = "has(self.header) == (self.type == 'Header')",
            message = "header is given with type Header, and only then")
    public record ConsistentHash(
            @JsonPropertyDescription(
                    "SourceIP is the address of the connection; Header the first value of one; Request a JSON-RPC call without its id, or the path of any other request.")
            @Required
            HashType type,

            @JsonPropertyDescription("The header's name.") @Nullable @Pattern(Formats.TOKEN) @Size(min = 1, max = 128)
            String header) {}

    /** Ways of hashing. */
    public enum HashType {
        @JsonProperty("SourceIP")
        SOURCE_IP,
        @JsonProperty("Header")
        HEADER,
        @JsonProperty("Request")
        REQUEST
    }

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
