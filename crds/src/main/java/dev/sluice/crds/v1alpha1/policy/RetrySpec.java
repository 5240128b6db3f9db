package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Second attempts after a failure. */
@ApiType
public record RetrySpec(
        @JsonPropertyDescription("Attempts after the first; absent for 1, 0 for none.") @Min(0) @Max(10) @Nullable
        Integer attempts,

        @JsonPropertyDescription("Bound of each attempt; absent for timeouts.backend.")
        @Pattern(Formats.DURATION)
        @Nullable
        String perTryTimeout,

        @JsonPropertyDescription("Wait before an attempt; absent for none.") @Pattern(Formats.DURATION) @Nullable
        String backoff,

        @JsonPropertyDescription(
                "Status codes that are tried again besides connection faults; empty for 502, 503, 504.")
        @Size(max = 16)
        List<Integer> codes) {
    public RetrySpec {
        codes = Lists.orEmpty(codes);
    }
}
