package dev.sluice.server.options;

/**
 * Bounds of one request, of one connection, and of what is kept.
 *
 * @param requestLineBytes longer request lines are answered 414
 * @param headerBytes larger header sections are answered 431
 * @param requestBodyBytes larger bodies are answered 413; 0 for no bound, since they are streamed
 * @param bufferBytes a JSON-RPC request or answer up to this size is held and classified before it is passed on
 * @param batchAnswerBytes what the answers to the parts of one batch may take together
 * @param requestNanos from arrival to the end of the answer where neither route nor policy says
 * @param connectNanos for a connection to a provider, TLS included
 * @param idleNanos a client connection without traffic for so long is closed
 * @param upstreamConnections most to one endpoint from one event loop
 * @param cacheBytes that answers which are kept may take in the whole process; 0 keeps none
 * @param sockets of WebSockets
 */
public record Limits(
        int requestLineBytes,
        int headerBytes,
        long requestBodyBytes,
        int bufferBytes,
        int batchAnswerBytes,
        long requestNanos,
        long connectNanos,
        long idleNanos,
        int upstreamConnections,
        long cacheBytes,
        SocketLimits sockets) {

    /** A tenth of the heap of a pod as the chart makes it. */
    public static final long CACHE_BYTES = 32L * 1024 * 1024;

    public static final Limits DEFAULT = new Limits(
            8 * 1024,
            60 * 1024,
            0,
            1024 * 1024,
            16 * 1024 * 1024,
            30_000_000_000L,
            3_000_000_000L,
            300_000_000_000L,
            1024,
            CACHE_BYTES,
            SocketLimits.DEFAULT);

    public Limits(
            int requestLineBytes,
            int headerBytes,
            long requestBodyBytes,
            int bufferBytes,
            int batchAnswerBytes,
            long requestNanos,
            long connectNanos,
            long idleNanos,
            int upstreamConnections,
            long cacheBytes) {
        this(
                requestLineBytes,
                headerBytes,
                requestBodyBytes,
                bufferBytes,
                batchAnswerBytes,
                requestNanos,
                connectNanos,
                idleNanos,
                upstreamConnections,
                cacheBytes,
                SocketLimits.DEFAULT);
    }

    public Limits withSockets(SocketLimits other) {
        return new Limits(
                requestLineBytes,
                headerBytes,
                requestBodyBytes,
                bufferBytes,
                batchAnswerBytes,
                requestNanos,
                connectNanos,
                idleNanos,
                upstreamConnections,
                cacheBytes,
                other);
    }

    public Limits withCacheBytes(long bytes) {
        return new Limits(
                requestLineBytes,
                headerBytes,
                requestBodyBytes,
                bufferBytes,
                batchAnswerBytes,
                requestNanos,
                connectNanos,
                idleNanos,
                upstreamConnections,
                bytes,
                sockets);
    }
}
