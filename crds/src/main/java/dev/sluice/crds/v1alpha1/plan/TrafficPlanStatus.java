package dev.sluice.crds.v1alpha1.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.StatusSchema;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in force for a Gateway and why. */
@ApiType
@SchemaCustomizer(StatusSchema.class)
public record TrafficPlanStatus(
        @JsonPropertyDescription("Generation of the spec this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Grows when another operator takes over.") @Nullable
        Long epoch,

        @JsonPropertyDescription("Grows with every change within an epoch.") @Nullable
        Long revision,

        @JsonPropertyDescription("When it was planned, RFC 3339.") @Nullable
        String plannedAt,

        @JsonPropertyDescription("Shares of the largest traffic now, largest first.") @Nullable
        String shares,

        @JsonPropertyDescription("95th percentile of latency of all traffic, e.g. 120ms.") @Nullable
        String p95,

        @JsonPropertyDescription("Cost per million requests now, e.g. \"6.20 USD\".") @Nullable
        String cost,

        @JsonPropertyDescription("The reason of the last change of shares.") @Nullable
        String reason,

        @JsonPropertyDescription("By policy, pool and request class.") @Size(max = 1024)
        List<PlannedTraffic> traffic,

        @JsonPropertyDescription("Healthy, MetricsAvailable, ConstraintsRelaxed.")
        List<Condition> conditions) {
    public TrafficPlanStatus {
        traffic = Lists.orEmpty(traffic);
        conditions = Lists.orEmpty(conditions);
    }
}
