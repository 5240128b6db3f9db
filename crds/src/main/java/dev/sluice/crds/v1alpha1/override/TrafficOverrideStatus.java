package dev.sluice.crds.v1alpha1.override;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.StatusSchema;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a TrafficOverride. */
@ApiType
@SchemaCustomizer(StatusSchema.class)
public record TrafficOverrideStatus(
        @JsonPropertyDescription("Generation of the spec this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Who wrote the spec, as the API server's managed fields tell.") @Nullable
        String author,

        @JsonPropertyDescription("Accepted, ResolvedRefs, and Active while it holds.")
        List<Condition> conditions) {
    public TrafficOverrideStatus {
        conditions = Lists.orEmpty(conditions);
    }
}
