package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * An HTTPRoute as attached to this Gateway.
 *
 * @param id {@code namespace/name}
 * @param listeners names of the listeners it is attached to
 * @param hostnames its own, in lower case; empty for any. On each listener it is served under what the two have in common
 * @param rules in the order written
 */
public record Route(String id, List<String> listeners, List<String> hostnames, List<Rule> rules) {
    public Route {
        listeners = List.copyOf(listeners);
        hostnames = List.copyOf(hostnames);
        rules = List.copyOf(rules);
    }
}
