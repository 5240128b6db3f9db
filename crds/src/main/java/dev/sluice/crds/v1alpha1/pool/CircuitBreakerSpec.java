package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Most under way per provider and gateway pod; what exceeds it goes to another provider. */
@ApiType
public record CircuitBreakerSpec(
        @JsonPropertyDescription("Connections; absent for 1024.") @Min(1) @Nullable
        Integer maxConnections,

        @JsonPropertyDescription("Requests waiting for a connection; absent for 1024.") @Min(0) @Nullable
        Integer maxPendingRequests,

        @JsonPropertyDescription("Requests under way; absent for 1024.") @Min(1) @Nullable
        Integer maxRequests) {}
