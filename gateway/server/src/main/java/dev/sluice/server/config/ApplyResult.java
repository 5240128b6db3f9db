package dev.sluice.server.config;

import java.util.List;

/** What became of a snapshot. */
public sealed interface ApplyResult {

    /** It serves. */
    record Served(long epoch, long revision) implements ApplyResult {}

    /** Nothing changed: the last good snapshot serves on. Each reason names the object, the field and what was expected. */
    record Refused(List<String> reasons) implements ApplyResult {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
