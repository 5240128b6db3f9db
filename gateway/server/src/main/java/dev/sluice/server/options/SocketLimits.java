package dev.sluice.server.options;

/**
 * Bounds of WebSockets, and of each one that carries JSON-RPC.
 *
 * @param mostOpen in the whole process, those of plain services included; further upgrades are answered 503
 * @param mostInFlight calls of one socket under way; until one is answered, no further one is read
 * @param mostUnreadBytes of answers that wait for a client to read them; until it does, no further call is read
 * @param pingNanos after so long without a word the client is asked whether it is there; after twice as long it is gone
 * @param idleNanos a socket without a call for so long is closed
 */
public record SocketLimits(int mostOpen, int mostInFlight, int mostUnreadBytes, long pingNanos, long idleNanos) {

    public static final SocketLimits DEFAULT =
            new SocketLimits(10_000, 64, 1024 * 1024, 30_000_000_000L, 300_000_000_000L);
}
