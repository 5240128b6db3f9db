package dev.sluice.server.listen;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;

/** What one listener has to offer: the certificate that carries a name, else all of them. */
record Offer(KeyManagerFactory all, Map<String, KeyManagerFactory> byName) {
    private static final int DNS_NAME = 2;

    Offer {
        byName = Map.copyOf(byName);
    }

    static Offer of(HostPems host) throws Exception {
        Map<String, KeyManagerFactory> byName = new HashMap<>();
        if (host.pems().size() > 1) {
            for (String pem : host.pems()) {
                KeyStore store = HostPems.store(List.of(pem));
                KeyManagerFactory keys = HostPems.keys(store);
                names(store).forEach(name -> byName.putIfAbsent(name, keys));
            }
        }
        return new Offer(host.keys(), byName);
    }

    KeyManagerFactory forName(String name) {
        KeyManagerFactory exact = byName.get(name);
        int dot = name.indexOf('.');
        KeyManagerFactory named = exact != null || dot < 0 ? exact : byName.get("*" + name.substring(dot));
        return named == null ? all : named;
    }

    /** A certificate whose names Java cannot read is offered without regard to them. */
    private static List<String> names(KeyStore store) throws KeyStoreException {
        List<String> names = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            try {
                if (certificate instanceof X509Certificate x509 && x509.getSubjectAlternativeNames() != null) {
                    x509.getSubjectAlternativeNames().stream()
                            .filter(name -> name.getFirst().equals(DNS_NAME))
                            .forEach(name -> names.add(name.get(1).toString().toLowerCase(Locale.ROOT)));
                }
            } catch (CertificateParsingException e) {
                names.clear();
            }
        }
        return names;
    }
}
