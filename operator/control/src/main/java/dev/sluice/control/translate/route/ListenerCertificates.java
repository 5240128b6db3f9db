package dev.sluice.control.translate.route;

import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.provider.CertificatePair;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Certificates of an HTTPS listener. */
final class ListenerCertificates {
    private final References references;

    ListenerCertificates(References references) {
        this.references = references;
    }

    /** Ids of those that can be used, in the order written; their values are added to {@code values}. */
    List<String> of(
            Grants.From from,
            String path,
            @Nullable ListenerTLSConfig tls,
            Findings findings,
            Map<String, String> values) {
        List<SecretObjectReference> refs =
                tls == null || tls.getCertificateRefs() == null ? List.of() : tls.getCertificateRefs();
        if (refs.isEmpty()) {
            unresolved(
                    findings,
                    path + ".certificateRefs",
                    Reason.INVALID_CERTIFICATE_REF,
                    "is missing",
                    "a Secret of type kubernetes.io/tls");
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            certificate(
                            from,
                            path + ".certificateRefs[" + i + "]",
                            refs.get(i),
                            Reason.INVALID_CERTIFICATE_REF,
                            findings)
                    .ifPresent(secret -> {
                        ids.add(CertificatePair.id(secret));
                        values.put(CertificatePair.id(secret), CertificatePair.pem(secret));
                    });
        }
        return ids;
    }

    /** @param invalid what is said of a reference that gives no certificate with its key */
    Optional<Secret> certificate(
            Grants.From from, String path, SecretObjectReference ref, Reason invalid, Findings findings) {
        boolean secret = (ref.getKind() == null || ref.getKind().equals("Secret"))
                && (ref.getGroup() == null || ref.getGroup().isEmpty());
        if (!secret) {
            unresolved(findings, path, invalid, "a " + ref.getKind() + " is no certificate", "a Secret");
            return Optional.empty();
        }
        return switch (references.follow(from, References.CORE, Secret.class, ref.getNamespace(), ref.getName())) {
            case Resolution.Dangling<Secret> d -> {
                boolean forbidden = d.cause() == Resolution.Cause.NOT_PERMITTED;
                findings.unresolved(path, forbidden ? Reason.REF_NOT_PERMITTED : invalid, d.message());
                findings.problem(path, d.message());
                yield Optional.empty();
            }
            case Resolution.Found<Secret> f -> {
                Optional<String> problem = CertificatePair.problem(f.object());
                if (problem.isPresent()) {
                    unresolved(
                            findings,
                            path,
                            invalid,
                            "Secret/" + ref.getName() + " " + problem.get(),
                            "PEM text of a certificate under tls.crt and of its key, without a password, under tls.key");
                    yield Optional.empty();
                }
                yield Optional.of(f.object());
            }
        };
    }

    private static void unresolved(Findings findings, String path, Reason reason, String wrong, String expected) {
        findings.unresolved(path, reason, wrong);
        findings.mistake(path, wrong, expected);
    }
}
