package dev.sluice.server.upstream;

import dev.sluice.contract.snapshot.Endpoint.Protocol;
import dev.sluice.contract.snapshot.Endpoint.SubjectAltName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes connections to an endpoint interchangeable. Its text form leaves out certificates and keys.
 *
 * @param tlsHost name to send as SNI and, without alternative names, to verify; null for plain text
 * @param caPem trusted certificates, or null for the system's
 * @param clientPem certificate and key to show, or null
 * @param altNames one of which the provider's certificate must carry; empty for the name above
 */
record ClientKey(
        String host,
        int port,
        Protocol protocol,
        @Nullable String tlsHost,
        @Nullable String caPem,
        @Nullable String clientPem,
        List<SubjectAltName> altNames) {
    ClientKey {
        altNames = List.copyOf(altNames);
    }

    ClientKey withProtocol(Protocol other) {
        return new ClientKey(host, port, other, tlsHost, caPem, clientPem, altNames);
    }

    @Override
    public String toString() {
        return "ClientKey[" + host + ":" + port + " " + protocol + (tlsHost == null ? "" : " TLS as " + tlsHost) + "]";
    }
}
