package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A secret and the place on the request where it goes. CEL knows the field {@code in}, a word of its own, as {@code __in__}. */
@ApiType
@ValidationRule(
        value = "!(self.__in__ in ['Header', 'Query', 'Basic']) || has(self.name)",
        message = "name says which header or query parameter, or the user for Basic")
public record CredentialSource(
        @JsonProperty("in")
        @JsonPropertyDescription("Header, Query parameter, Path (in place of {credential}) or Basic authorization.")
        @Required
        Place place,

        @JsonPropertyDescription("Header or query parameter, or the user name for Basic; without meaning for Path.")
        @Pattern(Formats.TOKEN)
        @Size(min = 1, max = 128)
        @Nullable
        String name,

        @JsonPropertyDescription("Where the value is.") @Required
        SecretKeyRef secretKeyRef) {

    /** Where a secret goes. */
    public enum Place {
        @JsonProperty("Header")
        HEADER,
        @JsonProperty("Query")
        QUERY,
        @JsonProperty("Path")
        PATH,
        @JsonProperty("Basic")
        BASIC
    }

    /** A key of a Secret. */
    @ApiType
    public record SecretKeyRef(
            @JsonPropertyDescription("Name of the Secret.") @Required @Size(min = 1, max = 253)
            String name,

            @JsonPropertyDescription(
                    "Namespace of the Secret; absent for the Provider's own. Another namespace needs a ReferenceGrant there.")
            @Size(min = 1, max = 63)
            @Nullable
            String namespace,

            @JsonPropertyDescription("Key in the Secret.") @Required @Size(min = 1, max = 253)
            String key) {}
}
