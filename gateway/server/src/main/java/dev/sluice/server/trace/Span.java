package dev.sluice.server.trace;

import java.util.Map;

/**
 * A span that has ended. What it says is configured names, kinds and numbers: no path, no query, no header, no body, since any of them may
 * hold a key.
 *
 * @param parentId {@code ""} where the trace begins here
 * @param state header {@code tracestate}, or {@code ""}
 * @param startNanos since 1970, as is the end
 * @param attributes texts and whole numbers
 */
record Span(
        TraceParent context,
        String parentId,
        String state,
        Kind kind,
        String name,
        long startNanos,
        long endNanos,
        Map<String, Object> attributes,
        boolean failed) {

    /** As OTLP numbers them. */
    enum Kind {
        INTERNAL(1),
        SERVER(2),
        CLIENT(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    Span {
        attributes = Map.copyOf(attributes);
    }
}
