package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a provider is picked. */
@ApiType
@ValidationRule(
        value = "has(self.consistentHash) == (self.type == 'ConsistentHash')",
        message = "consistentHash is given with type ConsistentHash, and only then")
@ValidationRule(
        value = "has(self.scorers) == (self.type == 'WeightedScore')",
        message = "scorers are given with type WeightedScore, and only then")
public record LoadBalancerSpec(
        @JsonPropertyDescription(
                "PlanWeightedP2C draws the plan's share, then the better of two endpoints by latency and load; it is the default. The others follow members' weights and priorities and leave only whom the plan leaves, unless a policy bounds shares or spending: then the plan's shares hold. RoundRobin takes turns by weight; LeastRequest takes, of two drawn by weight, the one with fewer requests under way; Failover takes the first healthy one by priority, then order; ConsistentHash keeps to one provider what has the same hash, in parts by weight; WeightedScore takes, of two drawn by weight, the one that scorers judge better.")
        @Required
        Type type,

        @JsonPropertyDescription("What is hashed, with type ConsistentHash.") @Nullable
        ConsistentHash consistentHash,

        @JsonPropertyDescription(
                "What providers are judged by, with type WeightedScore: the mean by weight. Each name once.")
        @Size(min = 1, max = 16)
        @Nullable
        List<Scorer> scorers,

        @JsonPropertyDescription(
                "With members of several priorities, type Failover apart: one takes all requests while this percentage of its healthy capacity is at least 100, and what is missing spills over to the next. Absent for 140, so that the next is used once less than 71.4 % are healthy. Under the plan's shares priorities are the plan's.")
        @Min(100)
        @Max(1000)
        @Nullable
        Integer overprovisioningPercent) {

    /** Part of a judgement. */
    @ApiType
    public record Scorer(
            @JsonPropertyDescription(
                    "Latency is the peak-EWMA of round trips times the requests under way, TailLatency the 95th percentile of the request class, both as parts of the best; Errors the part of recent attempts that were answered; HeadLag a tenth less for each block behind the median; Price that of the request as a part of the cheapest; Headroom what is free of what may be under way; Trust the class of the provider; Diversity one through the members of its organization; Locality the gateway's own zone before its region before elsewhere.")
            @Required
            ScorerName name,

            @JsonPropertyDescription("Relative to the others; absent for 1.") @Min(1) @Max(1000) @Nullable
            Integer weight) {}

    /** What can be judged. */
    public enum ScorerName {
        @JsonProperty("Latency")
        LATENCY,
        @JsonProperty("TailLatency")
        TAIL_LATENCY,
        @JsonProperty("Errors")
        ERRORS,
        @JsonProperty("HeadLag")
        HEAD_LAG,
        @JsonProperty("Price")
        PRICE,
        @JsonProperty("Headroom")
        HEADROOM,
        @JsonProperty("Trust")
        TRUST,
        @JsonProperty("Diversity")
        DIVERSITY,
        @JsonProperty("Locality")
        LOCALITY
    }

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
        FAILOVER,
        @JsonProperty("WeightedScore")
        WEIGHTED_SCORE
    }
}
