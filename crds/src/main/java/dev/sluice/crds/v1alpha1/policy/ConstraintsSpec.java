package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.provider.ProviderClass;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hard bounds are never relaxed; soft ones (shares) only when nothing else can serve, and it is said. */
@ApiType
@ValidationRule(
        value = "!has(self.shares) || ['Organization', 'Cloud', 'Class', 'Region', 'Jurisdiction', 'Provider'].all(b,"
                + " self.shares.filter(s, s.by == b && has(s.minPercent)).map(s, s.minPercent).sum() <= 100)",
        message = "the minimum shares add up to more than 100 %",
        fieldPath = ".shares")
public record ConstraintsSpec(
        @JsonPropertyDescription(
                "Hard: a provider must declare jurisdictions, and only these; empty for any. ISO 3166 codes.")
        @Size(max = 64)
        List<@Pattern(Formats.JURISDICTION) String> allowedJurisdictions,

        @JsonPropertyDescription(
                "Hard: a provider that declares one of these, or none at all, is not used. ISO 3166 codes.")
        @Size(max = 64)
        List<@Pattern(Formats.JURISDICTION) String> deniedJurisdictions,

        @JsonPropertyDescription("Hard: classes that are not used.") @Size(max = 4)
        List<ProviderClass> deniedClasses,

        @JsonPropertyDescription("Hard: organizations that are not used.") @Size(max = 64)
        List<@Size(min = 1, max = 253) String> deniedOrganizations,

        @JsonPropertyDescription("Hard: capabilities every provider needs.") @Size(max = 32)
        List<@Pattern(Formats.CAPABILITY) @Size(max = 63) String> requiredCapabilities,

        @JsonPropertyDescription("Soft: bounds on shares.") @Size(max = 32)
        List<ShareBound> shares,

        @JsonPropertyDescription(
                "Relax gives up soft bounds as far as needed, Refuse answers 503 instead; absent for Relax.")
        @Nullable
        OnInfeasible onInfeasible) {
    public ConstraintsSpec {
        allowedJurisdictions = Lists.orEmpty(allowedJurisdictions);
        deniedJurisdictions = Lists.orEmpty(deniedJurisdictions);
        deniedClasses = Lists.orEmpty(deniedClasses);
        deniedOrganizations = Lists.orEmpty(deniedOrganizations);
        requiredCapabilities = Lists.orEmpty(requiredCapabilities);
        shares = Lists.orEmpty(shares);
    }

    /** What to do when the bounds cannot all be met. */
    public enum OnInfeasible {
        @JsonProperty("Relax")
        RELAX,
        @JsonProperty("Refuse")
        REFUSE
    }
}
