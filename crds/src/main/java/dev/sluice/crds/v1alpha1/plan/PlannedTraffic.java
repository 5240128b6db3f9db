package dev.sluice.crds.v1alpha1.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plan for one policy, pool and request class. */
@ApiType
public record PlannedTraffic(
        @JsonPropertyDescription("Effective policy: names joined by +; empty for the defaults.")
        @Required
        @JsonInclude(JsonInclude.Include.ALWAYS)
        String policy,

        @JsonPropertyDescription("Pool as namespace/name.") @Required
        String pool,

        @JsonPropertyDescription("Request class.") @Required String requestClass,

        @JsonPropertyDescription("Whether these requests are answered 503 because the bounds cannot be met.") @Nullable
        Boolean refused,

        @JsonPropertyDescription("By provider.") @Size(max = 256)
        List<PlannedShare> providers) {
    public PlannedTraffic {
        providers = Lists.orEmpty(providers);
    }
}
