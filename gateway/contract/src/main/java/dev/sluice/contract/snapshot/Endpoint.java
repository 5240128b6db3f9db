package dev.sluice.contract.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * An address of a provider.
 *
 * @param host name or literal address
 * @param port TCP port
 * @param resolve whether host is a name to look up
 * @param path prefix of every request's path, {@code ""} for none; may hold {@code {credential}}
 * @param webSocket path for WebSocket, or null where there is none
 * @param protocol how to speak to it
 * @param tls null for plain text
 */
public record Endpoint(
        String host,
        int port,
        boolean resolve,
        String path,
        @Nullable String webSocket,
        Protocol protocol,
        @Nullable Tls tls) {

    /** HTTP/1.1, HTTP/2 over TLS, or HTTP/2 in clear. */
    public enum Protocol {
        HTTP1,
        HTTP2,
        H2C
    }

    /**
     * @param hostname verified and sent as SNI
     * @param caCertificate credential id of PEM bundle, or null for the system's
     * @param clientCertificate credential id of PEM pair, or null
     */
    public record Tls(
            String hostname,
            @Nullable String caCertificate,
            @Nullable String clientCertificate) {}
}
