package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A port of the Gateway.
 *
 * @param name the listener's name in the Gateway
 * @param hostname what it accepts: {@code ""} for any, a name, or {@code *.suffix}
 * @param port the port clients are told
 * @param bindPort the port the process binds: the same on one machine, shifted in a pod for ports below 1024
 * @param protocol HTTP or HTTPS
 * @param certificates credential ids of PEM pairs, first is the default
 * @param clientValidation what clients must show with HTTPS; null for nothing. Holds for the whole port, as TLS has no
 *     other way: the listeners of a port give the same
 */
public record Listener(
        String name,
        String hostname,
        int port,
        int bindPort,
        Protocol protocol,
        List<String> certificates,
        @Nullable ClientValidation clientValidation) {

    /** What is spoken on the port. HTTP takes HTTP/1.1 and h2c. */
    public enum Protocol {
        HTTP,
        HTTPS
    }

    /**
     * @param caCertificates credential ids of PEM bundles; a client's certificate must lead to one of them
     * @param insecureFallback whether clients without such a certificate are served all the same
     */
    public record ClientValidation(List<String> caCertificates, boolean insecureFallback) {
        public ClientValidation {
            caCertificates = List.copyOf(caCertificates);
        }
    }

    public Listener {
        certificates = List.copyOf(certificates);
    }

    /** Clients need not show anything. */
    public Listener(
            String name, String hostname, int port, int bindPort, Protocol protocol, List<String> certificates) {
        this(name, hostname, port, bindPort, protocol, certificates, null);
    }
}
