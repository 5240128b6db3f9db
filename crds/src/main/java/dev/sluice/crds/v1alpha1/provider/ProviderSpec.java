package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One seller in one place. */
@ApiType
@ValidationRule(
        value = "self.api != 'JSONRPC' || self.endpoints.all(e, has(e.chain))",
        message = "every endpoint of a JSONRPC provider names its chain")
@ValidationRule(
        value = "!has(self.healthCheck) || self.healthCheck.type != 'JSONRPC' || self.api == 'JSONRPC'",
        message = "a JSONRPC health check needs api JSONRPC")
@ValidationRule(
        value = "!has(self.credentials) || !self.credentials.exists(c, c.__in__ == 'Path')"
                + " || self.endpoints.all(e, has(e.path) && e.path.contains('{credential}'))",
        message = "a credential in Path needs {credential} in every endpoint's path")
public record ProviderSpec(
        @JsonProperty("class") @JsonPropertyDescription("Kind of seller.") @Required
        ProviderClass providerClass,

        @JsonPropertyDescription(
                "The business behind it, as a DNS name. Providers of one organization share one vote and one share cap.")
        @Required
        @Pattern(Formats.DNS_NAME)
        @Size(min = 1, max = 253)
        String organization,

        @JsonPropertyDescription("Where it is and under which law. What fails together is told by cloud and region.")
        @Nullable
        Location location,

        @JsonPropertyDescription("What it speaks: JSONRPC over HTTP, or plain HTTP.") @Required
        Api api,

        @JsonPropertyDescription("Addresses that serve the same; requests are spread over them by latency.")
        @Required
        @Size(min = 1, max = 64)
        List<Endpoint> endpoints,

        @JsonPropertyDescription("Secrets put on each request to it; what clients sent in the same place is replaced.")
        @Size(max = 16)
        List<CredentialSource> credentials,

        @JsonPropertyDescription(
                "What it can do beyond the plain service, e.g. Archive, Logs, Trace. Request classes and policies may require them.")
        @Size(max = 32)
        List<@Pattern(Formats.CAPABILITY) @Size(max = 63) String> capabilities,

        @JsonPropertyDescription("What requests to it cost; absent for nothing.") @Nullable
        PriceSpec price,

        @JsonPropertyDescription("What it can take; absent for unknown.") @Nullable
        Capacity capacity,

        @JsonPropertyDescription("What was bought of it; absent for no bound.") @Nullable
        Quota quota,

        @JsonPropertyDescription(
                "What its contract promises. Shown beside what was measured, never trusted instead of it.")
        @Nullable
        ServiceLevel serviceLevel,

        @JsonPropertyDescription(
                "Active probe, sent only where no real answer came within its interval; absent for none, so that only real answers count.")
        @Nullable
        HealthCheckSpec healthCheck,

        @JsonPropertyDescription(
                "What its JSON-RPC errors mean where that differs from what is known of nodes; the first that matches decides.")
        @Size(max = 32)
        List<ErrorRuleSpec> errors) {
    public ProviderSpec {
        endpoints = Lists.orEmpty(endpoints);
        credentials = Lists.orEmpty(credentials);
        capabilities = Lists.orEmpty(capabilities);
        errors = Lists.orEmpty(errors);
    }
}
