package dev.sluice.control.resolve;

import java.util.List;

/**
 * An object that does not fit its schema and of which no earlier version is in use.
 *
 * @param ref what it is
 * @param targets with a RoutingPolicy, what it holds for as far as that could be read
 * @param problems why
 */
public record RejectedObject(ObjectRef ref, List<ObjectRef> targets, List<Problem> problems) {
    public RejectedObject {
        targets = List.copyOf(targets);
        problems = List.copyOf(problems);
    }
}
