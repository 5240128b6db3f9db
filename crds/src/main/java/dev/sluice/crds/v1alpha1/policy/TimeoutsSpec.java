package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** How long requests may take. */
@ApiType
public record TimeoutsSpec(
        @JsonPropertyDescription("From a request's arrival to the end of its answer; absent for 30s, 0s for none.")
        @Pattern(Formats.DURATION)
        @Nullable
        String request,

        @JsonPropertyDescription("For one attempt at a provider; absent or 0s for no bound of its own.")
        @Pattern(Formats.DURATION)
        @Nullable
        String backend) {}
