package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Bound on retries over all requests to a pool. */
@ApiType
public record RetryBudgetSpec(
        @JsonPropertyDescription("Retries as percent of requests; absent for 20.") @Min(0) @Max(100) @Nullable
        Integer percent,

        @JsonPropertyDescription("Retries per second that are always allowed, per gateway pod; absent for 10.")
        @Min(0)
        @Max(100000)
        @Nullable
        Integer minPerSecond) {}
