package dev.sluice.server.listen;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a listener by the name a client gives in TLS, as its requests will be matched, and one of that listener's
 * certificates: first of all one that carries the name. Clients that give no name get those of the listener for any host, or
 * of the first.
 */
record CertificatesByHost(List<HostPems> hosts) implements KeyCertOptions {
    CertificatesByHost {
        hosts = List.copyOf(hosts);
    }

    @Override
    public KeyCertOptions copy() {
        return this;
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) throws Exception {
        HostPems first = hosts.getFirst();
        for (HostPems host : hosts) {
            first = host.hostname().isEmpty() ? host : first;
        }
        return first.keys();
    }

    @Override
    public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) throws Exception {
        Map<String, Offer> offers = new HashMap<>();
        for (HostPems host : hosts) {
            offers.put(host.hostname(), Offer.of(host));
        }
        KeyManagerFactory fallback = getKeyManagerFactory(vertx);
        return name -> {
            Offer offer = mostSpecific(offers, name);
            return offer == null ? fallback : offer.forName(name);
        };
    }

    private static @Nullable Offer mostSpecific(Map<String, Offer> offers, String name) {
        Offer found = offers.get(name);
        for (int dot = name.indexOf('.'); found == null && dot > 0; dot = name.indexOf('.', dot + 1)) {
            found = offers.get("*" + name.substring(dot));
        }
        return found == null ? offers.get("") : found;
    }

    @Override
    public String toString() {
        return "CertificatesByHost" + hosts;
    }
}
