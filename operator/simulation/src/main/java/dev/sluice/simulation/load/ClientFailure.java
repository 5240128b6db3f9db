package dev.sluice.simulation.load;

/** Why a client did not get what it asked for. */
public enum ClientFailure {
    /** No connection, or it broke before the answer was whole. */
    TRANSPORT,
    TIMEOUT,
    /** HTTP 5xx. */
    SERVER_ERROR,
    /** HTTP 429. */
    RATE_LIMITED,
    /** Any other status than 200. */
    STATUS,
    /** 200 that is not a JSON-RPC answer to this call: no JSON, wrong id, neither result nor error. */
    NOT_AN_ANSWER,
    /** A JSON-RPC error where a good node has a result. */
    RPC_ERROR,
    /** Not sent, since too many were waiting for their answers. */
    NOT_SENT
}
