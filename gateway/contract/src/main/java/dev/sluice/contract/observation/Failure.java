package dev.sluice.contract.observation;

/** Why an attempt did not give an answer. */
public enum Failure {
    /** No connection: refused, unreachable, name not resolved, TLS not agreed. */
    CONNECT,
    /** Closed or reset before the answer was whole. */
    RESET,
    /** No answer in time. */
    TIMEOUT,
    /** Not HTTP, or not JSON where JSON-RPC was asked, or larger than allowed. */
    GARBAGE,
    /** HTTP 5xx. */
    SERVER_ERROR,
    /** HTTP 429 or the JSON-RPC code for it. */
    RATE_LIMITED,
    /** HTTP 401 or 403: our credential is not taken. */
    UNAUTHORIZED,
    /** A JSON-RPC error that is the provider's fault, such as an internal error. */
    PROVIDER_FAULT,
    /** The provider lacks the block that was asked for. */
    NOT_SYNCED,
    /** Refused here: circuit or concurrency limit of the provider. */
    OVERLOADED
}
