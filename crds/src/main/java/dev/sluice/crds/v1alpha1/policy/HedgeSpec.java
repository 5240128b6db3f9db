package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Second attempts for slow answers; an error or an empty answer does not win. */
@ApiType
public record HedgeSpec(
        @JsonPropertyDescription(
                "Quantile of the provider's latency for the class after which a second attempt starts in another failure domain, e.g. P95; held between 100ms and 2s. Reads only, one for each request.")
        @Required
        @Pattern(Formats.QUANTILE)
        String after,

        @JsonPropertyDescription("Most second attempts as percent of reads; absent for 5.") @Min(0) @Max(100) @Nullable
        Integer budgetPercent) {}
