package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How answers are verified. */
@ApiType
public record IntegritySpec(
        @JsonPropertyDescription(
                "Least grade of an answer: Proven against a trusted head, Agreed by a quorum of organizations, or Trusted as it is.")
        @Required
        Grade grade,

        @JsonPropertyDescription("Percent of requests that are verified; absent for 100.") @Min(1) @Max(100) @Nullable
        Integer samplePercent,

        @JsonPropertyDescription("Organizations that must agree; absent for 2.") @Min(2) @Max(15) @Nullable
        Integer quorum) {

    /** How much an answer is worth believing. */
    public enum Grade {
        @JsonProperty("Trusted")
        TRUSTED,
        @JsonProperty("Agreed")
        AGREED,
        @JsonProperty("Proven")
        PROVEN
    }
}
