package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * An HTTPRoute or GRPCRoute as attached to this Gateway.
 *
 * @param id {@code namespace/name}, after {@link #GRPC_MARK} for a GRPCRoute
 * @param listeners names of the listeners it is attached to
 * @param hostnames its own, in lower case; empty for any. On each listener it is served under what the two have in common
 * @param rules in the order written
 */
public record Route(String id, List<String> listeners, List<String> hostnames, List<Rule> rules) {
    /** Begins the id of a GRPCRoute, which may have the name of an HTTPRoute. */
    public static final String GRPC_MARK = "grpc:";

    public Route {
        listeners = List.copyOf(listeners);
        hostnames = List.copyOf(hostnames);
        rules = List.copyOf(rules);
    }

    /** The object as messages name it, e.g. {@code HTTPRoute/default/ethereum}. */
    public String object() {
        return id.startsWith(GRPC_MARK) ? "GRPCRoute/" + id.substring(GRPC_MARK.length()) : "HTTPRoute/" + id;
    }
}
