package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * A port of the Gateway.
 *
 * @param name the listener's name in the Gateway
 * @param hostname what it accepts: {@code ""} for any, a name, or {@code *.suffix}
 * @param port the port clients are told
 * @param bindPort the port the process binds: the same on one machine, shifted in a pod for ports below 1024
 * @param protocol HTTP or HTTPS
 * @param certificates credential ids of PEM pairs, first is the default
 */
public record Listener(
        String name, String hostname, int port, int bindPort, Protocol protocol, List<String> certificates) {

    /** What is spoken on the port. HTTP takes HTTP/1.1 and h2c. */
    public enum Protocol {
        HTTP,
        HTTPS
    }

    public Listener {
        certificates = List.copyOf(certificates);
    }
}
