package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.StatusSchema;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a Provider. */
@ApiType
@SchemaCustomizer(StatusSchema.class)
public record ProviderStatus(
        @JsonPropertyDescription("Generation of the spec this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Share of first attempts it gets now over all its pools, e.g. \"42.5%\".") @Nullable
        String share,

        @JsonPropertyDescription("95th percentile of its answers' latency over the last minute, e.g. 120ms.") @Nullable
        String p95,

        @JsonPropertyDescription("Money spent on it since midnight UTC, e.g. \"12.50 USD\".") @Nullable
        String spentToday,

        @JsonPropertyDescription("Why its share is what it is.") @Nullable
        String reason,

        @JsonPropertyDescription("Counters restored after a restart, checkpointed every 60 s.") @Nullable
        Accounting accounting,

        @JsonPropertyDescription(
                "Accepted, ResolvedRefs, Programmed, Ready; Healthy, MetricsAvailable and PriceCurrent are measurements.")
        List<Condition> conditions) {
    public ProviderStatus {
        conditions = Lists.orEmpty(conditions);
    }
}
