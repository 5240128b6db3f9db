package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Something that is known to come, such as a mint or a maintenance window. */
@ApiType
@ValidationRule(
        value = "has(self.demandFactor) || has(self.capacityFactor)",
        message = "demandFactor or capacityFactor is given")
public record ForecastEventSpec(
        @JsonPropertyDescription("What people call it; reasons of the plan name it.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Formats.DNS_NAME)
        String name,

        @JsonPropertyDescription("When it begins, RFC 3339, e.g. 2026-01-31T18:00:00Z; shares move ahead of it.")
        @Required
        @Pattern(Formats.TIME)
        String start,

        @JsonPropertyDescription("How long it lasts, at most 720h.") @Required @Pattern(Formats.DURATION)
        String duration,

        @JsonPropertyDescription("Providers of this region only, as in location.region; absent for all.")
        @Size(min = 1, max = 63)
        @Nullable
        String region,

        @JsonPropertyDescription("How many times the usual demand is expected, e.g. \"4\" or \"1.5\".")
        @Pattern(Formats.FACTOR)
        @Nullable
        String demandFactor,

        @JsonPropertyDescription("Part of the capacity that is left, e.g. \"0.5\"; \"0\" for none.")
        @Pattern(Formats.FACTOR)
        @Nullable
        String capacityFactor) {}
