package dev.sluice.engine.jsonrpc;

/** What a body is. */
public enum JsonRpcKind {
    /** One call. */
    SINGLE,
    /** A non-empty array of calls. */
    BATCH,
    /** Not JSON: answered -32700. */
    MALFORMED,
    /** JSON, but not a call, or one that parsers could read differently: answered -32600. */
    NOT_JSONRPC;

    public boolean isCall() {
        return this == SINGLE || this == BATCH;
    }
}
