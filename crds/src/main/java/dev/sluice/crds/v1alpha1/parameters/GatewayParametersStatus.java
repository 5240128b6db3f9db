package dev.sluice.crds.v1alpha1.parameters;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.StatusSchema;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of GatewayParameters. */
@ApiType
@SchemaCustomizer(StatusSchema.class)
public record GatewayParametersStatus(
        @JsonPropertyDescription("Generation of the spec this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Accepted and Ready.") List<Condition> conditions) {
    public GatewayParametersStatus {
        conditions = Lists.orEmpty(conditions);
    }
}
