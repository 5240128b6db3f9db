package dev.sluice.server.upstream.http1;

/**
 * Bounds of the connections to one address.
 *
 * @param tls whether they are over TLS
 * @param connections most at a time
 * @param waiting requests that may wait for one
 * @param keepAliveSeconds an idle one is closed after
 * @param statusLineBytes longest first line of an answer
 * @param headerBytes longest head of an answer
 */
public record Http1Options(
        boolean tls, int connections, int waiting, int keepAliveSeconds, int statusLineBytes, int headerBytes) {}
