package dev.sluice.crds.v1alpha1.provider;

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

/** Where a provider is and under which law. */
@ApiType
public record Location(
        @JsonPropertyDescription("Region in the seller's own words, e.g. us-east-1.") @Size(max = 63) @Nullable
        String region,

        @JsonPropertyDescription("Zone in the seller's own words.") @Size(max = 63) @Nullable
        String zone,

        @JsonPropertyDescription(
                "Cloud it runs on, whoever sells it, e.g. aws. Together with the region it is what fails at once.")
        @Size(max = 63)
        @Nullable
        String cloud,

        @JsonPropertyDescription("Number of its autonomous system.") @Min(0) @Max(4294967295.0) @Nullable
        Long asn,

        @JsonPropertyDescription(
                "Jurisdictions it falls under: ISO 3166 codes such as US, DE, CH-ZH, or EU. One that declares none is not used as soon as a policy asks for law.")
        @Size(max = 16)
        List<@Pattern(Formats.JURISDICTION) String> jurisdictions) {
    public Location {
        jurisdictions = Lists.orEmpty(jurisdictions);
    }
}
