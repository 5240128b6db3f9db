package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What was bought of a provider. */
@ApiType
@ValidationRule(
        value = "has(self.requestsPerMonth) || has(self.requestsPerSecond)",
        message = "requestsPerMonth or requestsPerSecond is given")
public record Quota(
        @JsonPropertyDescription(
                "Requests per month UTC, retries and hedges included. Shares are planned so that it lasts; when it is used up nothing is sent until the first of the next month.")
        @Min(1)
        @Nullable
        Long requestsPerMonth,

        @JsonPropertyDescription(
                "Requests per second that gateways send at most, all of them together, retries and hedges included.")
        @Min(1)
        @Nullable
        Integer requestsPerSecond) {}
