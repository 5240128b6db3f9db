package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How many requests are let in; what exceeds it is answered 429. Each call of a JSON-RPC batch counts. */
@ApiType
public record RateLimitSpec(
        @JsonPropertyDescription("Requests per second over all pods of a Gateway, of which each lets in an equal part.")
        @Required
        @Min(1)
        Integer requestsPerSecond,

        @JsonPropertyDescription("Requests that may come at once above the rate; absent for one second's worth.")
        @Min(1)
        @Nullable
        Integer burst,

        @JsonPropertyDescription(
                "What is counted apart: each Client by its name, or by its address where it has none, or all that the policy governs together (Target); absent for Target.")
        @Nullable
        Per per) {

    /** What is counted apart. */
    public enum Per {
        @JsonProperty("Client")
        CLIENT,
        @JsonProperty("Target")
        TARGET
    }
}
