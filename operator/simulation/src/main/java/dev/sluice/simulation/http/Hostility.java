package dev.sluice.simulation.http;

/** A way to break HTTP. */
public enum Hostility {
    /** Nobody listens. */
    REFUSE,
    /** Accepts, reads, never answers. */
    HANG,
    RESET_AT_CONNECT,
    /** Closes in good order as soon as a request arrives. */
    EARLY_CLOSE,
    RESET_MID_BODY,
    /** Promises 500 bytes, sends 14 and closes. */
    CONTENT_LENGTH_TOO_LONG,
    /** Promises 2 bytes, sends more, which then stand where the next answer should begin. */
    CONTENT_LENGTH_TOO_SHORT,
    GARBAGE_STATUS_LINE,
    GARBAGE_HEADERS,
    /** Headers without end. */
    HEADER_BOMB,
    /** {@code 100 Continue} without end. */
    INTERIM_FLOOD,
    /** 200 with a body that is no JSON. */
    JSON_GARBAGE,
    /** 200 with no body. */
    EMPTY_ANSWER,
    /** 100 MB with a right Content-Length. */
    HUGE_ANSWER,
    /** No Content-Length, and never closes. */
    ENDLESS_ANSWER,
    ENDLESS_CHUNKED,
    /** A good answer, one byte every 100 ms. */
    SLOW_DRIP,
    /** The same with a head that does not end. */
    SLOW_HEAD
}
