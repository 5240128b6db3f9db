package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** What a provider can take. */
@ApiType
public record Capacity(
        @JsonPropertyDescription(
                "Requests per second it takes before it slows down; shares are capped at three quarters of it.")
        @Min(1)
        @Nullable
        Integer requestsPerSecond,

        @JsonPropertyDescription("Requests it takes at once, over all gateways.") @Min(1) @Nullable
        Integer concurrentRequests) {}
