package dev.sluice.control.status;

import java.util.List;

/**
 * What came of a listener of a Gateway.
 *
 * @param supportedKinds kinds of routes that may attach
 * @param attachedRoutes routes that it accepted
 */
public record ListenerStatus(String name, List<String> supportedKinds, int attachedRoutes, List<Condition> conditions) {
    public ListenerStatus {
        supportedKinds = List.copyOf(supportedKinds);
        conditions = List.copyOf(conditions);
    }
}
