package dev.sluice.control.translate.provider;

import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** A certificate and its key in one PEM text, each reader takes its own blocks. */
public final class CertificatePair {
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    private CertificatePair() {}

    public static String id(Secret secret) {
        return ObjectRef.of(secret).id() + "/tls.crt+tls.key";
    }

    /** Of a Secret without {@link #problem}. */
    public static String pem(Secret secret) {
        return text(secret, CERTIFICATE) + "\n" + text(secret, KEY) + "\n";
    }

    /** Why a TLS server or client cannot use it, in words that follow its name; empty where it can. */
    public static Optional<String> problem(Secret secret) {
        String certificate = text(secret, CERTIFICATE);
        String key = text(secret, KEY);
        if (!certificate.contains("-----BEGIN CERTIFICATE") || !key.contains("PRIVATE KEY-----")) {
            return Optional.of("holds no certificate and key");
        }
        return PemCertificates.read(certificate)
                .map(read -> PemKey.read(key)
                        .map(found -> found.belongsTo(read.getFirst()))
                        .map(belongs -> belongs ? "" : "holds a key that does not belong to its certificate")
                        .orElse("holds a key that cannot be read"))
                .or(() -> Optional.of("holds a certificate that cannot be read"))
                .filter(problem -> !problem.isEmpty());
    }

    private static String text(Secret secret, String key) {
        return SecretValues.value(secret, key).orElse("");
    }
}
