package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Requests under way per provider and gateway pod, as its latency shows that it can take; what exceeds it goes to another one. */
@ApiType
@ValidationRule(
        value = "(has(self.min) ? self.min : 20) <= (has(self.max) ? self.max : 200)",
        message = "min, 20 if absent, is at most max, 200 if absent")
public record ConcurrencyLimitSpec(
        @JsonPropertyDescription(
                "Gradient2 lowers the limit while answers take more than half as long again as they usually do, and raises it else. The circuit breaker's maxRequests holds, too.")
        @Required
        Type type,

        @JsonPropertyDescription("Never fewer; absent for 20.") @Min(1) @Max(100_000) @Nullable
        Integer min,

        @JsonPropertyDescription("Never more, and the limit at the beginning; absent for 200.")
        @Min(1)
        @Max(100_000)
        @Nullable
        Integer max) {

    /** How the limit is found. */
    public enum Type {
        @JsonProperty("Gradient2")
        GRADIENT2
    }
}
