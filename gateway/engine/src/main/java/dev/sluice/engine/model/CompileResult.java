package dev.sluice.engine.model;

import java.util.List;

/** What became of a snapshot. */
public sealed interface CompileResult {

    record Compiled(RuntimeModel model) implements CompileResult {}

    /** @param violations at least one, in the order found */
    record Rejected(List<Violation> violations) implements CompileResult {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }
}
