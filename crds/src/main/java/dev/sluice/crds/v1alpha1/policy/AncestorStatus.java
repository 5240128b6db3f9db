package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.StatusSchema;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What came of a policy for one target, as Gateway API's policies say it. */
@ApiType
@SchemaCustomizer(StatusSchema.class)
public record AncestorStatus(
        @JsonPropertyDescription("The target.") @Required PolicyTarget ancestorRef,

        @JsonPropertyDescription("Who wrote this entry.") @Required
        String controllerName,

        @JsonPropertyDescription("Accepted and its reason.") List<Condition> conditions) {
    public AncestorStatus {
        conditions = Lists.orEmpty(conditions);
    }
}
