package dev.sluice.simulation.chain;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One JSON-RPC call.
 *
 * @param id its text exactly as sent, {@code null} where it was missing
 * @param method name; {@code ""} where the call is not valid
 * @param params an array, or missing
 */
record Call(String id, String method, JsonNode params) {

    /** The parameter at an index; a missing node where there is none. */
    JsonNode param(int index) {
        return params.path(index);
    }
}
