package dev.sluice.control.translate.provider;

import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** A certificate and its key in one PEM text, each reader takes its own blocks. */
public final class CertificatePair {
    private CertificatePair() {}

    public static String id(Secret secret) {
        return ObjectRef.of(secret).id() + "/tls.crt+tls.key";
    }

    /** Empty where one of the two is missing. */
    public static String pem(Secret secret) {
        Optional<String> certificate =
                SecretValues.value(secret, "tls.crt").filter(c -> c.contains("-----BEGIN CERTIFICATE"));
        Optional<String> key = SecretValues.value(secret, "tls.key").filter(k -> k.contains("PRIVATE KEY-----"));
        return certificate.isEmpty() || key.isEmpty() ? "" : certificate.get() + "\n" + key.get() + "\n";
    }
}
