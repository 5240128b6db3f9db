package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.StatusSchema;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a RoutingPolicy. */
@ApiType
@SchemaCustomizer(StatusSchema.class)
public record RoutingPolicyStatus(
        @JsonPropertyDescription("Generation of the spec this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Shares now, largest first, e.g. \"aws-us-east-1 70%, metal-fra 30%\".") @Nullable
        String shares,

        @JsonPropertyDescription("95th percentile of latency over the last minute, e.g. 120ms.") @Nullable
        String p95,

        @JsonPropertyDescription("Money spent since midnight UTC, e.g. \"12.50 USD\".") @Nullable
        String spentToday,

        @JsonPropertyDescription("The reason of the last change of shares.") @Nullable
        String reason,

        @JsonPropertyDescription("Ready, and measurements: Healthy, MetricsAvailable, ConstraintsRelaxed.")
        List<Condition> conditions,

        @JsonPropertyDescription("What came of it for each target.") @Size(max = 16)
        List<AncestorStatus> ancestors) {
    public RoutingPolicyStatus {
        conditions = Lists.orEmpty(conditions);
        ancestors = Lists.orEmpty(ancestors);
    }
}
