package dev.sluice.standalone.preview;

import java.util.List;

/** What was given cannot be previewed. */
final class PreviewException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /** @param lines one per mistake, each with what to do */
    PreviewException(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    PreviewException(String line) {
        this(List.of(line));
    }

    List<String> lines() {
        return lines;
    }
}
