package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A soft bound on the share of a group of providers. */
@ApiType
@ValidationRule(value = "has(self.minPercent) || has(self.maxPercent)", message = "minPercent or maxPercent is given")
@ValidationRule(
        value = "!has(self.minPercent) || !has(self.maxPercent) || self.minPercent <= self.maxPercent",
        message = "minPercent is not above maxPercent")
@ValidationRule(
        value = "!has(self.minPercent) || has(self.value)",
        message = "minPercent needs a value: the group it is for")
public record ShareBound(
        @JsonPropertyDescription("What providers are grouped by.") @Required
        By by,

        @JsonPropertyDescription("The group, e.g. Decentralized or aws; absent for each group alike.")
        @Size(min = 1, max = 253)
        @Nullable
        String value,

        @JsonPropertyDescription("Least share in percent.") @Min(0) @Max(100) @Nullable
        Integer minPercent,

        @JsonPropertyDescription("Largest share in percent.") @Min(0) @Max(100) @Nullable
        Integer maxPercent) {

    /** What providers are grouped by. */
    public enum By {
        @JsonProperty("Organization")
        ORGANIZATION,
        @JsonProperty("Cloud")
        CLOUD,
        @JsonProperty("Class")
        CLASS,
        @JsonProperty("Region")
        REGION,
        @JsonProperty("Jurisdiction")
        JURISDICTION,
        @JsonProperty("Provider")
        PROVIDER
    }
}
