package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** How traffic moves. */
@ApiType
public record ShiftSpec(
        @JsonPropertyDescription(
                "Enforce moves traffic, Observe only plans and says what it would do; absent for Enforce.")
        @Nullable
        Mode mode,

        @JsonPropertyDescription("true holds the members' declared weights until it is removed.") @Nullable
        Boolean suspend,

        @JsonPropertyDescription("Time between plans; absent for 5s, at least 1s.") @Pattern(Formats.DURATION) @Nullable
        String interval,

        @JsonPropertyDescription("Bounds when leaving a provider; absent for 4 points per second at once.") @Nullable
        Direction shiftAway,

        @JsonPropertyDescription("Bounds when returning to a provider; absent for 2 points per second after 30s.")
        @Nullable
        Direction shiftBack,

        @JsonProperty("planTTL")
        @JsonPropertyDescription(
                "Age after which gateways no longer follow a plan but the declared weights and what they see; absent for 60s.")
        @Pattern(Formats.DURATION)
        @Nullable
        String planTtl,

        @JsonPropertyDescription(
                "Points a gateway may leave the plan's share on its own, never across a bound; absent for 5.")
        @Min(0)
        @Max(100)
        @Nullable
        Integer localDeviationPercent) {

    /** Whether a plan acts. */
    public enum Mode {
        @JsonProperty("Observe")
        OBSERVE,
        @JsonProperty("Enforce")
        ENFORCE
    }

    /** Bounds of one direction. */
    @ApiType
    public record Direction(
            @JsonPropertyDescription("Largest change of a share, in percentage points per second.")
            @Min(1)
            @Max(100)
            @Nullable
            Integer maxPointsPerSecond,

            @JsonPropertyDescription("How long a change must be wanted before it starts.")
            @Pattern(Formats.DURATION)
            @Nullable
            String stabilizationWindow) {}
}
