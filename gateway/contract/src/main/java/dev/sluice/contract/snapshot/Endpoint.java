package dev.sluice.contract.snapshot;

import java.util.List;
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
 * @param hostHeader whose name a request carries where no filter rewrites it; {@link HostHeader#ENDPOINT} where older
 *     snapshots say nothing
 */
public record Endpoint(
        String host,
        int port,
        boolean resolve,
        String path,
        @Nullable String webSocket,
        Protocol protocol,
        @Nullable Tls tls,
        HostHeader hostHeader) {

    /** HTTP/1.1, HTTP/2 over TLS, or HTTP/2 in clear. */
    public enum Protocol {
        HTTP1,
        HTTP2,
        H2C
    }

    /** A seller elsewhere is asked under its own name; a Service sees what the client asked for, as Gateway API has it. */
    public enum HostHeader {
        ENDPOINT,
        CLIENT
    }

    /**
     * @param hostname sent as SNI, and verified unless there are alternative names
     * @param caCertificate credential id of PEM bundle, or null for the system's
     * @param clientCertificate credential id of PEM pair, or null
     * @param furtherCaCertificates credential ids of PEM bundles trusted beside the first
     * @param subjectAltNames the certificate must carry one of them, in place of the hostname; empty for the hostname
     */
    public record Tls(
            String hostname,
            @Nullable String caCertificate,
            @Nullable String clientCertificate,
            List<String> furtherCaCertificates,
            List<SubjectAltName> subjectAltNames) {

        @SuppressWarnings("ConstantValue") // What an older snapshot leaves out is null here.
        public Tls {
            furtherCaCertificates = furtherCaCertificates == null ? List.of() : List.copyOf(furtherCaCertificates);
            subjectAltNames = subjectAltNames == null ? List.of() : List.copyOf(subjectAltNames);
        }

        /** The same, showing a certificate. */
        public Tls withClientCertificate(String id) {
            return new Tls(hostname, caCertificate, id, furtherCaCertificates, subjectAltNames);
        }

        public Tls(String hostname, @Nullable String caCertificate, @Nullable String clientCertificate) {
            this(hostname, caCertificate, clientCertificate, List.of(), List.of());
        }
    }

    /** @param value a name, possibly with a wildcard as first label, or a URI, compared as written */
    public record SubjectAltName(Kind kind, String value) {
        public enum Kind {
            HOSTNAME,
            URI
        }
    }

    @SuppressWarnings("ConstantValue") // As above.
    public Endpoint {
        hostHeader = hostHeader == null ? HostHeader.ENDPOINT : hostHeader;
    }

    /** The same, secured otherwise. */
    public Endpoint withTls(Tls other) {
        return new Endpoint(host, port, resolve, path, webSocket, protocol, other, hostHeader);
    }

    /** Asked under its own name. */
    public Endpoint(
            String host,
            int port,
            boolean resolve,
            String path,
            @Nullable String webSocket,
            Protocol protocol,
            @Nullable Tls tls) {
        this(host, port, resolve, path, webSocket, protocol, tls, HostHeader.ENDPOINT);
    }
}
