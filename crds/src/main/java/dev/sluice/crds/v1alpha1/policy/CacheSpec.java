package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Which answers are kept and given again. */
@ApiType
public record CacheSpec(
        @JsonPropertyDescription("JSON-RPC methods, or prefixes followed by *, whose answers are kept.")
        @Required
        @Size(min = 1, max = 64)
        List<@Pattern(Formats.METHOD_PATTERN) @Size(min = 1, max = 128) String> methods,

        @JsonPropertyDescription(
                "How long answers about the newest blocks are kept; those about final blocks are kept while there is room.")
        @Required
        @Pattern(Formats.DURATION)
        String maxAge) {
    public CacheSpec {
        methods = Lists.orEmpty(methods);
    }
}
