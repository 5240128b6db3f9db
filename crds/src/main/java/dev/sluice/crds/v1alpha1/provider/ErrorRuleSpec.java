package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What an error of a provider means. */
@ApiType
@ValidationRule(value = "has(self.code) || has(self.contains)", message = "code or contains is given")
public record ErrorRuleSpec(
        @JsonPropertyDescription("Code of the JSON-RPC error; absent for any.") @Nullable
        Integer code,

        @JsonPropertyDescription("Part of its message, in any case; absent for any.")
        @Nullable
        @Size(min = 1, max = 128)
        String contains,

        @JsonPropertyDescription(
                "Answer is about the request and passed on; ProviderFault, RateLimited and NotSynced are about the provider, and another one is asked.")
        @Required
        Kind kind) {

    /** What an error speaks of. */
    public enum Kind {
        @JsonProperty("Answer")
        ANSWER,
        @JsonProperty("ProviderFault")
        PROVIDER_FAULT,
        @JsonProperty("RateLimited")
        RATE_LIMITED,
        @JsonProperty("NotSynced")
        NOT_SYNCED
    }
}
