package dev.sluice.control.translate.provider;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;

/** Certificates of a PEM text. */
final class PemCertificates {
    private PemCertificates() {}

    /** All of them, at least one; empty where there is none, or one cannot be read. */
    static Optional<List<Certificate>> read(String pem) {
        try {
            List<Certificate> read = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
            return read.isEmpty() ? Optional.empty() : Optional.of(read);
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
