package dev.sluice.engine.jsonrpc;

/** What a body is. */
public enum JsonRpcKind {
    /** One call. */
    SINGLE,
    /** A non-empty array of calls. */
    BATCH,
    /** A non-empty array with entries that are no calls: those are answered -32600, the others are calls as ever. */
    MIXED,
    /** An array of more entries than are taken: answered -32600 as a whole. */
    TOO_MANY,
    /** Not JSON: answered -32700. */
    MALFORMED,
    /** JSON, but not a call, or one that parsers could read differently: answered -32600. */
    NOT_JSONRPC;

    /** Whether all of it are calls. */
    public boolean isCall() {
        return this == SINGLE || this == BATCH;
    }
}
