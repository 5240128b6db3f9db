package dev.sluice.crds.v1alpha1.override;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.provider.ProviderClass;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.ObjectReference;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A human's hand: drain, pin or cap a provider, class or region until a time. It holds in the Gateways of its namespace. */
@ApiType
@ValidationRule(value = "self.action != 'Cap' || has(self.percent)", message = "Cap needs percent")
@ValidationRule(value = "self.action != 'Drain' || !has(self.percent)", message = "percent is for Pin and Cap")
public record TrafficOverrideSpec(
        @JsonPropertyDescription("Which providers it is about, in every Gateway of this namespace.") @Required
        Target target,

        @JsonPropertyDescription(
                "Drain sends nothing there, Pin sends percent of the traffic there, Cap at most percent.")
        @Required
        Action action,

        @JsonPropertyDescription(
                "Share of all those providers together, in percent: required with Cap, absent for 100 with Pin.")
        @Min(0)
        @Max(100)
        @Nullable
        Integer percent,

        @JsonPropertyDescription("When it ends by itself, RFC 3339, e.g. 2026-01-31T18:00:00Z.")
        @Required
        @Pattern(Formats.TIME)
        String until,

        @JsonPropertyDescription("Why, for those who come later.") @Required @Size(min = 1, max = 1024)
        String reason) {

    /** What is done. */
    public enum Action {
        @JsonProperty("Drain")
        DRAIN,
        @JsonProperty("Pin")
        PIN,
        @JsonProperty("Cap")
        CAP
    }

    /** Exactly one way to say which providers. */
    @ApiType
    @ValidationRule(
            value = "[has(self.providerRef), has(self.class), has(self.region)].filter(x, x).size() == 1",
            message = "exactly one of providerRef, class and region is given")
    public record Target(
            @JsonPropertyDescription("One Provider, of any namespace.") @Nullable
            ObjectReference providerRef,

            @JsonProperty("class") @JsonPropertyDescription("Every provider of a class.") @Nullable
            ProviderClass providerClass,

            @JsonPropertyDescription("Every provider of a region, as in location.region.")
            @Size(min = 1, max = 63)
            @Nullable
            String region) {}
}
