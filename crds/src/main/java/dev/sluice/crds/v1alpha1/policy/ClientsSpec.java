package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.LocalObjectReference;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call, and what. */
@ApiType
public record ClientsSpec(
        @JsonPropertyDescription(
                "How clients prove who they are; absent for anyone, unless a less specific policy asks.")
        @Nullable
        Authentication authentication,

        @JsonPropertyDescription(
                "Ranges of addresses clients may call from, as CIDR, IPv4 or IPv6; empty for all. The address is that of the connection.")
        @Size(max = 256)
        List<@Pattern(Formats.CIDR) @Size(max = 64) String> allowedAddresses,

        @JsonPropertyDescription("Ranges of addresses clients may not call from; wins over allowedAddresses.")
        @Size(max = 256)
        List<@Pattern(Formats.CIDR) @Size(max = 64) String> deniedAddresses,

        @JsonPropertyDescription(
                "JSON-RPC methods, or prefixes followed by *, that may be called; empty for all but admin_*, personal_*, debug_* and engine_*, which a request class may name.")
        @Size(max = 256)
        List<@Pattern(Formats.METHOD_PATTERN) @Size(min = 1, max = 128) String> allowedMethods,

        @JsonPropertyDescription(
                "JSON-RPC methods, or prefixes followed by *, that may not be called; wins over allowedMethods.")
        @Size(max = 256)
        List<@Pattern(Formats.METHOD_PATTERN) @Size(min = 1, max = 128) String> deniedMethods,

        @JsonPropertyDescription(
                "Largest body of a request in bytes; absent for 1 MiB of JSON-RPC, which is held to look into it, and for no bound of anything else. Of JSON-RPC at most 16 MiB.")
        @Min(1)
        @Nullable
        Long maxBodyBytes,

        @JsonPropertyDescription(
                "Whether a client that sends header Sluice-Decision is told in a header of that name how its request was decided: class, providers asked and what came of it; absent for Denied, which wins where several policies hold.")
        @Nullable
        Decisions decisions,

        @JsonPropertyDescription("Most calls of a JSON-RPC batch; absent for 1000.") @Min(1) @Max(1000) @Nullable
        Integer maxBatch,

        @JsonPropertyDescription(
                "Most blocks one eth_getLogs or eth_newFilter may ask for, both ends counted; absent for any. A range whose length cannot be told is refused.")
        @Min(1)
        @Nullable
        Long maxLogRange) {
    /** Whether clients may see how their requests are decided. */
    public enum Decisions {
        @JsonProperty("Allowed")
        ALLOWED,
        @JsonProperty("Denied")
        DENIED
    }

    public ClientsSpec {
        allowedAddresses = Lists.orEmpty(allowedAddresses);
        deniedAddresses = Lists.orEmpty(deniedAddresses);
        allowedMethods = Lists.orEmpty(allowedMethods);
        deniedMethods = Lists.orEmpty(deniedMethods);
    }

    /** How clients prove who they are. */
    @ApiType
    @ValidationRule(value = "has(self.apiKey) || has(self.jwt)", message = "apiKey or jwt is given")
    public record Authentication(
            @JsonPropertyDescription("Keys sent in a header.") @Nullable
            ApiKey apiKey,

            @JsonPropertyDescription(
                    "Tokens sent as bearer in header Authorization, which is not passed on; beside apiKey, either will do.")
            @Nullable
            Jwt jwt) {}

    /** Keys sent in a header. */
    @ApiType
    public record ApiKey(
            @JsonPropertyDescription("Header that carries the key; it is not passed on.")
            @Required
            @Pattern(Formats.TOKEN)
            @Size(min = 1, max = 128)
            String header,

            @JsonPropertyDescription("Secret of this namespace: one key per client, named by the client.") @Required
            LocalObjectReference secretRef) {}

    /** JSON Web Tokens, signed by RS256, ES256 or EdDSA. */
    @ApiType
    public record Jwt(
            @JsonPropertyDescription("Who signs them: claim iss.") @Required @Size(min = 1, max = 253)
            String issuer,

            @JsonPropertyDescription("Whom they are for: claim aud names one of these; empty for anybody.")
            @Size(max = 8)
            List<@Size(min = 1, max = 253) String> audiences,

            @JsonPropertyDescription("Public keys of the issuer.") @Required
            LocalJwks localJWKS,

            @JsonPropertyDescription("Claim that names the client; absent for sub.") @Nullable @Size(min = 1, max = 128)
            String tenantClaim) {
        public Jwt {
            audiences = Lists.orEmpty(audiences);
        }
    }

    /** A JSON Web Key Set. */
    @ApiType
    @ValidationRule(value = "has(self.inline) != has(self.secretRef)", message = "inline or secretRef is given")
    public record LocalJwks(
            @JsonPropertyDescription("The set itself.") @Nullable @Size(min = 1, max = 16384)
            String inline,

            @JsonPropertyDescription("Secret of this namespace that holds the set as jwks.") @Nullable
            LocalObjectReference secretRef) {}
}
