package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What a provider's contract promises. */
@ApiType
public record ServiceLevel(
        @JsonPropertyDescription("Promised availability in percent, as text, e.g. \"99.9\".")
        @Pattern(Formats.PERCENTAGE)
        @Nullable
        String availability,

        @JsonPropertyDescription("Promised latency.") @Nullable
        Latency latency) {

    /** A quantile and its bound. */
    @ApiType
    public record Latency(
            @JsonPropertyDescription("Percentile of requests, e.g. 95.") @Required @Min(1) @Max(99)
            Integer percentile,

            @JsonPropertyDescription("Duration it stays under, e.g. 250ms.") @Required @Pattern(Formats.DURATION)
            String target) {}
}
