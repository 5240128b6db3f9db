package dev.sluice.server.upstream;

import dev.sluice.contract.snapshot.Endpoint.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What makes connections to an endpoint interchangeable. Its text form leaves out certificates and keys.
 *
 * @param tlsHost name to verify and to send as SNI, or null for plain text
 * @param caPem trusted certificates, or null for the system's
 * @param clientPem certificate and key to show, or null
 */
record ClientKey(
        String host,
        int port,
        Protocol protocol,
        @Nullable String tlsHost,
        @Nullable String caPem,
        @Nullable String clientPem) {

    @Override
    public String toString() {
        return "ClientKey[" + host + ":" + port + " " + protocol + (tlsHost == null ? "" : " TLS as " + tlsHost) + "]";
    }
}
