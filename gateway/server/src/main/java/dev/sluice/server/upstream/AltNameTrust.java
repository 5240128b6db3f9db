package dev.sluice.server.upstream;

import dev.sluice.contract.snapshot.Endpoint.SubjectAltName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts a provider whose certificate leads to a known authority and carries one of the names wanted, as a
 * BackendTLSPolicy's {@code subjectAltNames} say. The hostname, which is then SNI alone, is not compared.
 */
final class AltNameTrust implements X509TrustManager {
    private static final int DNS = 2;
    private static final int URI = 6;

    private final @Nullable X509TrustManager chain;
    private final List<SubjectAltName> wanted;

    private AltNameTrust(@Nullable X509TrustManager chain, List<SubjectAltName> wanted) {
        this.chain = chain;
        this.wanted = wanted;
    }

    /** @param caPem trusted certificates, or null for the system's; if it cannot be read, nobody is trusted */
    static AltNameTrust of(@Nullable String caPem, List<SubjectAltName> wanted) {
        try {
            return new AltNameTrust(chain(caPem), wanted);
        } catch (GeneralSecurityException e) {
            return new AltNameTrust(null, wanted);
        }
    }

    private static X509TrustManager chain(@Nullable String caPem) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(caPem == null ? null : store(caPem));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager chain) {
                return chain;
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        if (chain == null) {
            throw new CertificateException("the CA certificates cannot be read");
        }
        chain.checkServerTrusted(certificates, authType);
        Collection<List<?>> names = certificates[0].getSubjectAlternativeNames();
        if (names == null || names.stream().noneMatch(this::isWanted)) {
            throw new CertificateException("the certificate carries none of the names " + wanted);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        throw new CertificateException("only providers are judged here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain == null ? new X509Certificate[0] : chain.getAcceptedIssuers();
    }

    private boolean isWanted(List<?> name) {
        return name.get(0) instanceof Integer kind
                && name.get(1) instanceof String value
                && wanted.stream().anyMatch(w -> switch (w.kind()) {
                    case HOSTNAME -> kind == DNS && isHostname(w.value(), value);
                    case URI -> kind == URI && w.value().equals(value);
                });
    }

    /** Without case; either may begin with a wildcard, which stands for one label (RFC 6125, 6.4.3). */
    private static boolean isHostname(String wanted, String carried) {
        String want = wanted.toLowerCase(Locale.ROOT);
        String have = carried.toLowerCase(Locale.ROOT);
        return want.equals(have) || have.startsWith("*.") && afterLabel(want).equals(have.substring(1));
    }

    private static String afterLabel(String name) {
        int dot = name.indexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }

    private static KeyStore store(String pem) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty store could not be made", e);
        }
    }
}
