package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** When answers alone make a provider leave for a while. */
@ApiType
public record OutlierDetectionSpec(
        @JsonPropertyDescription("Gateway errors in a row that eject; absent for 5, 0 for never.") @Min(0) @Nullable
        Integer consecutiveGatewayErrors,

        @JsonPropertyDescription("How often success rates are compared; absent for 10s.")
        @Pattern(Formats.DURATION)
        @Nullable
        String interval,

        @JsonPropertyDescription("First ejection; the n-th lasts n times as long. Absent for 30s.")
        @Pattern(Formats.DURATION)
        @Nullable
        String baseEjectionTime,

        @JsonPropertyDescription("Longest ejection; absent for 300s.") @Pattern(Formats.DURATION) @Nullable
        String maxEjectionTime,

        @JsonPropertyDescription("Most providers ejected at once, in percent; absent for 50.")
        @Min(0)
        @Max(100)
        @Nullable
        Integer maxEjectionPercent,

        @JsonPropertyDescription("When a success rate is an outlier among the others.") @Nullable
        SuccessRate successRate) {

    /** Comparison of success rates within an interval. */
    @ApiType
    public record SuccessRate(
            @JsonPropertyDescription("Standard deviations below the mean, as text; absent for \"1.9\".")
            @Pattern("^[0-9]{1,2}(\\.[0-9]{1,3})?$")
            @Nullable
            String standardDeviations,

            @JsonPropertyDescription("Providers with enough requests that are needed to compare; absent for 5.")
            @Min(2)
            @Nullable
            Integer minimumHosts,

            @JsonPropertyDescription("Requests within an interval a provider needs to be compared; absent for 100.")
            @Min(1)
            @Nullable
            Integer requestVolume) {}
}
