package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Endpoint.Tls;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.provider.Endpoint;
import dev.sluice.crds.v1alpha1.provider.EndpointTls;
import dev.sluice.crds.v1alpha1.provider.EndpointTls.CaCertificateKind;
import dev.sluice.crds.v1alpha1.provider.EndpointTls.CaCertificateRef;
import dev.sluice.crds.v1alpha1.type.ObjectReference;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an endpoint's connection is secured, and the certificates that takes. */
final class TlsTranslator {
    private final References references;

    TlsTranslator(References references) {
        this.references = references;
    }

    /** Null for plain text. */
    @Nullable
    Tls translate(Grants.From from, String path, Endpoint endpoint, Findings findings, Map<String, String> values) {
        EndpointTls tls = endpoint.tls();
        EndpointTls.Validation validation = tls.validation();
        if ((tls.mode() == EndpointTls.Mode.CLIENT_AND_SERVER) != (tls.clientCertificateRef() != null)) {
            findings.invalid(
                    path + ".clientCertificateRef", "does not fit the mode", "it exactly with mode ClientAndServer");
        }
        if (tls.mode() == EndpointTls.Mode.NONE) {
            if (validation != null) {
                findings.invalid(path + ".validation", "validates nothing with mode None", "it to be left out");
            }
            return null;
        }
        String hostname = validation != null && validation.hostname() != null
                ? validation.hostname()
                : endpoint.fqdn() == null ? null : endpoint.fqdn().hostname();
        if (hostname == null) {
            findings.invalid(path + ".validation.hostname", "is missing", "the name the server's certificate is for");
            hostname = "";
        }
        return new Tls(
                hostname,
                authorities(from, path + ".validation", validation, findings, values),
                clientCertificate(from, path + ".clientCertificateRef", tls.clientCertificateRef(), findings, values));
    }

    private @Nullable String authorities(
            Grants.From from,
            String path,
            EndpointTls.@Nullable Validation validation,
            Findings findings,
            Map<String, String> values) {
        if (validation == null || validation.caCertificateRefs().isEmpty()) {
            return null;
        }
        if (validation.wellKnownCaCertificates() != null) {
            findings.invalid(path, "names authorities twice", "either caCertificateRefs or wellKnownCACertificates");
        }
        String refPath = path + ".caCertificateRefs[0]";
        CaCertificateRef ref = validation.caCertificateRefs().getFirst();
        Optional<String> pem =
                switch (ref.kind()) {
                    case CONFIG_MAP ->
                        findings.take(
                                        refPath,
                                        references.follow(from, References.CORE, ConfigMap.class, null, ref.name()))
                                .flatMap(m -> Optional.ofNullable(m.getData()).map(d -> d.getOrDefault("ca.crt", "")));
                    case SECRET ->
                        findings.take(refPath, references.follow(from, References.CORE, Secret.class, null, ref.name()))
                                .map(s -> SecretValues.value(s, "ca.crt").orElse(""));
                };
        String kind = ref.kind() == CaCertificateKind.SECRET ? "" : "configmap:";
        return keep(refPath, pem, from.namespace() + "/" + kind + ref.name() + "/ca.crt", findings, values);
    }

    private @Nullable String clientCertificate(
            Grants.From from,
            String path,
            @Nullable ObjectReference ref,
            Findings findings,
            Map<String, String> values) {
        if (ref == null) {
            return null;
        }
        Optional<Secret> secret = findings.take(
                path, references.follow(from, References.CORE, Secret.class, ref.namespace(), ref.name()));
        Optional<String> problem = secret.flatMap(CertificatePair::problem);
        if (problem.isPresent()) {
            unusable(
                    path,
                    problem.get(),
                    "PEM text of a certificate under tls.crt and of its key under tls.key",
                    findings);
            return null;
        }
        return secret.map(pair -> {
                    values.put(CertificatePair.id(pair), CertificatePair.pem(pair));
                    return CertificatePair.id(pair);
                })
                .orElse(null);
    }

    private static @Nullable String keep(
            String path, Optional<String> pem, String id, Findings findings, Map<String, String> values) {
        if (pem.isEmpty()) {
            return null;
        }
        if (PemCertificates.read(pem.get()).isEmpty()) {
            unusable(path, "holds no certificate that can be read", "PEM text under ca.crt", findings);
            return null;
        }
        values.put(id, pem.get());
        return id;
    }

    private static void unusable(String path, String wrong, String expected, Findings findings) {
        findings.dangling(
                path,
                new Resolution.Dangling<>(
                        Resolution.Cause.NOT_FOUND, "the object " + wrong + "; expected " + expected));
    }
}
