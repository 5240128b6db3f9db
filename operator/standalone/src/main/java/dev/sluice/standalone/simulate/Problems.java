package dev.sluice.standalone.simulate;

import dev.sluice.standalone.manifest.yaml.Position;
import java.util.ArrayList;
import java.util.List;

/** Every mistake found in one scenario file, in the words of {@code sluice validate}. */
final class Problems {
    private final String file;
    private final List<String> lines = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Position at, String path, String message) {
        lines.add("%s:%d: %s: %s".formatted(file, at.line(), path, message));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
