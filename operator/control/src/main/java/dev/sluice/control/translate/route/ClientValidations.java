package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Listener.ClientValidation;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.provider.CertificateAuthorities;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.FrontendTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.FrontendTLSValidation;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSPortConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Certificates that clients of HTTPS listeners have to show: those of the port, else the Gateway's default. */
final class ClientValidations {
    private final CertificateAuthorities authorities;

    ClientValidations(CertificateAuthorities authorities) {
        this.authorities = authorities;
    }

    /** Null where clients need not show any. Without an authority that can be read nobody is let in. */
    @Nullable
    ClientValidation of(
            Grants.From from, @Nullable GatewayTLSConfig tls, int port, Findings findings, Map<String, String> values) {
        FrontendTLSConfig frontend = tls == null ? null : tls.getFrontend();
        FrontendTLSValidation validation = frontend == null ? null : validation(frontend, port);
        if (validation == null) {
            return null;
        }
        String path = "spec.tls.frontend.validation.caCertificateRefs";
        List<CertificateAuthorities.Ref> refs = Objects.requireNonNullElse(
                        validation.getCaCertificateRefs(),
                        List.<io.fabric8.kubernetes.api.model.gatewayapi.v1.ObjectReference>of())
                .stream()
                .map(ref -> new CertificateAuthorities.Ref(
                        ref.getGroup(), ref.getKind(), ref.getNamespace(), ref.getName()))
                .toList();
        CertificateAuthorities.Found found = authorities.of(from, refs);
        CertificateAuthorities.Failure failure = found.failure();
        if (failure != null) {
            findings.unresolved(path + "[" + failure.index() + "]", reason(failure.wrong()), failure.message());
        }
        if (found.pems().isEmpty()) {
            findings.invalid(
                    Reason.NO_VALID_CA_CERTIFICATE,
                    path,
                    "names no authority that can be read",
                    "ConfigMaps with PEM text under ca.crt");
        }
        values.putAll(found.pems());
        return new ClientValidation(found.ids(), "AllowInsecureFallback".equals(validation.getMode()));
    }

    private static @Nullable FrontendTLSValidation validation(FrontendTLSConfig frontend, int port) {
        List<TLSPortConfig> perPort = Objects.requireNonNullElse(frontend.getPerPort(), List.of());
        TLSConfig config = perPort.stream()
                .filter(each -> each.getPort() == port)
                .findFirst()
                .map(TLSPortConfig::getTls)
                .orElse(frontend.getDefault());
        return config == null ? null : config.getValidation();
    }

    private static Reason reason(CertificateAuthorities.Wrong wrong) {
        return switch (wrong) {
            case KIND -> Reason.INVALID_CA_CERTIFICATE_KIND;
            case NOT_PERMITTED -> Reason.REF_NOT_PERMITTED;
            case NOT_FOUND -> Reason.INVALID_CA_CERTIFICATE_REF;
        };
    }
}
