package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An address of a provider: exactly one of {@code fqdn}, {@code ip} and {@code serviceRef}. */
@ApiType
@ValidationRule(
        value = "[has(self.fqdn), has(self.ip), has(self.serviceRef)].filter(x, x).size() == 1",
        message = "exactly one of fqdn, ip and serviceRef is given")
@ValidationRule(
        value = "!has(self.protocol) || self.protocol != 'HTTP2' || self.tls.mode != 'None'",
        message = "HTTP2 needs TLS; H2C is HTTP/2 in clear")
@ValidationRule(
        value = "!has(self.protocol) || self.protocol != 'H2C' || self.tls.mode == 'None'",
        message = "H2C is HTTP/2 in clear and needs tls.mode None")
@ValidationRule(
        value =
                "!has(self.ip) || self.tls.mode == 'None' || (has(self.tls.validation) && has(self.tls.validation.hostname))",
        message = "TLS to an address needs tls.validation.hostname, the name its certificate is for")
public record Endpoint(
        @JsonPropertyDescription("CAIP-2 id of the chain it serves, e.g. eip155:1; required with api JSONRPC.")
        @Pattern(Formats.CHAIN)
        @Nullable
        String chain,

        @JsonPropertyDescription("A name to look up.") @Nullable
        Fqdn fqdn,

        @JsonPropertyDescription("A literal address.") @Nullable
        Ip ip,

        @JsonPropertyDescription("A Service whose ready endpoints are used.") @Nullable
        ServiceRef serviceRef,

        @JsonPropertyDescription(
                "Prefix of every request's path. {credential} stands for the credential given in Path.")
        @Pattern(Formats.PATH)
        @Size(max = 1024)
        @Nullable
        String path,

        @JsonPropertyDescription("Where it takes WebSocket connections; absent where it takes none.") @Nullable
        WebSocket webSocket,

        @JsonPropertyDescription("HTTP version spoken to it; absent for HTTP1.") @Nullable
        Protocol protocol,

        @JsonPropertyDescription("Whether and how the connection is secured.") @Required
        EndpointTls tls) {

    /** HTTP/1.1, HTTP/2 over TLS, or HTTP/2 in clear. */
    public enum Protocol {
        HTTP1,
        HTTP2,
        H2C
    }

    /** A name to look up; every address it resolves to is checked before it is connected to. */
    @ApiType
    public record Fqdn(
            @JsonPropertyDescription("Fully qualified name, without a trailing dot.")
            @Required
            @Pattern(Formats.DNS_NAME)
            @Size(min = 1, max = 253)
            String hostname,

            @JsonPropertyDescription("TCP port.") @Required @Min(1) @Max(65535)
            Integer port) {}

    /** A literal address. */
    @ApiType
    public record Ip(
            @JsonPropertyDescription(
                    "IPv4 or IPv6 address without brackets. Link-local and metadata addresses are refused, in a cluster loopback too.")
            @Required
            @Size(min = 2, max = 45)
            String address,

            @JsonPropertyDescription("TCP port.") @Required @Min(1) @Max(65535)
            Integer port) {}

    /** A Service of the cluster. */
    @ApiType
    public record ServiceRef(
            @JsonPropertyDescription("Name of the Service.") @Required @Size(min = 1, max = 63)
            String name,

            @JsonPropertyDescription(
                    "Namespace of the Service; absent for the Provider's own. Another namespace needs a ReferenceGrant there.")
            @Size(min = 1, max = 63)
            @Nullable
            String namespace,

            @JsonPropertyDescription("Port of the Service.") @Required @Min(1) @Max(65535)
            Integer port) {}

    /** Where WebSocket connections are taken. */
    @ApiType
    public record WebSocket(
            @JsonPropertyDescription("Path of the WebSocket, in place of the endpoint's path; may hold {credential}.")
            @Required
            @Pattern(Formats.PATH)
            @Size(max = 1024)
            String path) {}
}
