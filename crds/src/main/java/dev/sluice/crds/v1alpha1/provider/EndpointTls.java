package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.ObjectReference;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a connection to an endpoint is secured; named as Gateway API's XBackend names it. */
@ApiType
@ValidationRule(
        value = "(self.mode == 'ClientAndServer') == has(self.clientCertificateRef)",
        message = "clientCertificateRef is given exactly with mode ClientAndServer")
@ValidationRule(
        value = "self.mode != 'None' || !has(self.validation)",
        message = "mode None validates nothing; leave validation out")
public record EndpointTls(
        @JsonPropertyDescription(
                "None for plain text; ServerOnly verifies the server; ClientAndServer also shows a certificate of ours.")
        @Required
        Mode mode,

        @JsonPropertyDescription(
                "What the server's certificate is checked against; absent for the system's authorities and the fqdn.")
        @Nullable
        Validation validation,

        @JsonPropertyDescription("Secret of type kubernetes.io/tls with our certificate and key.") @Nullable
        ObjectReference clientCertificateRef) {

    /** Who proves who it is. */
    public enum Mode {
        @JsonProperty("None")
        NONE,
        @JsonProperty("ServerOnly")
        SERVER_ONLY,
        @JsonProperty("ClientAndServer")
        CLIENT_AND_SERVER
    }

    /** Authorities that may be relied on without naming a bundle. */
    public enum WellKnownCaCertificates {
        @JsonProperty("System")
        SYSTEM
    }

    /** Kinds that hold certificates. */
    public enum CaCertificateKind {
        @JsonProperty("ConfigMap")
        CONFIG_MAP,
        @JsonProperty("Secret")
        SECRET
    }

    /** Where certificates of authorities are. */
    @ApiType
    public record CaCertificateRef(
            @JsonPropertyDescription("API group of the object: empty, as ConfigMaps and Secrets are core objects.")
            @Size(max = 0)
            @Nullable
            String group,

            @JsonPropertyDescription("Kind of the object.") @Required
            CaCertificateKind kind,

            @JsonPropertyDescription("Name of the object.") @Required @Size(min = 1, max = 253)
            String name) {}

    /** What the server's certificate is checked against. */
    @ApiType
    @ValidationRule(
            value =
                    "!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates))",
            message = "caCertificateRefs and wellKnownCACertificates exclude each other")
    public record Validation(
            @JsonPropertyDescription("Name the certificate must carry; also sent as SNI. Absent for the fqdn.")
            @Pattern(Formats.DNS_NAME)
            @Size(min = 1, max = 253)
            @Nullable
            String hostname,

            @JsonPropertyDescription(
                    "A ConfigMap or Secret of this namespace whose key ca.crt holds PEM certificates of the authorities to trust.")
            @Size(max = 1)
            List<CaCertificateRef> caCertificateRefs,

            @JsonProperty("wellKnownCACertificates")
            @JsonPropertyDescription("System: the authorities of the gateway's image.")
            @Nullable
            WellKnownCaCertificates wellKnownCaCertificates) {
        public Validation {
            caCertificateRefs = Lists.orEmpty(caCertificateRefs);
        }
    }
}
