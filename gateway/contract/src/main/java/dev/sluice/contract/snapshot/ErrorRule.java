package dev.sluice.contract.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * What an error of a provider means, in place of what is known of nodes in general.
 *
 * @param code of the error object; null for any
 * @param contains part of its message, in any case; empty for any
 * @param kind what it is
 */
public record ErrorRule(@Nullable Integer code, String contains, Kind kind) {

    /** What an error speaks of. */
    public enum Kind {
        /** Of the request: it is passed on. */
        ANSWER,
        /** Of the provider, which failed. */
        PROVIDER_FAULT,
        /** Of the provider, which was asked too much. */
        RATE_LIMITED,
        /** Of the provider, which does not have the block or its state. */
        NOT_SYNCED
    }
}
