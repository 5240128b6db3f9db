package dev.sluice.control.status;

import java.util.List;

/** What came of a route at one parent, or of a policy at one target. */
public record ParentStatus(Parent parent, List<Condition> conditions) {
    public ParentStatus {
        conditions = List.copyOf(conditions);
    }
}
