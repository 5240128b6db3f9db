package dev.sluice.simulation.model;

/** What becomes of a request. */
public sealed interface Outcome {

    /**
     * A real answer.
     *
     * @param lagBlocks how far this provider is behind its chain's head
     * @param wrongChain whether it answers from another chain than it says
     */
    record Answer(int lagBlocks, boolean wrongChain) implements Outcome {}

    /** @param status 4xx or 5xx; @param retryAfterSeconds 0 for none */
    record HttpError(int status, int retryAfterSeconds) implements Outcome {}

    /** A JSON-RPC error that is the provider's fault, under HTTP 200. */
    record RpcError(int code, String message) implements Outcome {}

    /** The connection is reset after part of the answer. */
    record Reset() implements Outcome {}

    /** Nothing ever comes, and the connection stays open. */
    record Silence() implements Outcome {}
}
