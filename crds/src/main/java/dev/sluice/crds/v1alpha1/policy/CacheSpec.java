package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which answers are shared and given again. */
@ApiType
public record CacheSpec(
        @JsonPropertyDescription(
                "JSON-RPC methods, or prefixes followed by *, whose answers are kept, and shared by identical calls under way. Writes and filters are never.")
        @Required
        @Size(min = 1, max = 64)
        List<@Pattern(Formats.METHOD_PATTERN) @Size(min = 1, max = 128) String> methods,

        @JsonPropertyDescription(
                "How long answers about the newest blocks are kept, at most the time between two blocks; those about final blocks are kept while there is room.")
        @Required
        @Pattern(Formats.DURATION)
        String maxAge,

        @JsonPropertyDescription("Blocks below the head from which on content counts as final; absent for 256.")
        @Min(1)
        @Max(1_000_000)
        @Nullable
        Integer finalityDepth) {
    public CacheSpec {
        methods = Lists.orEmpty(methods);
    }
}
