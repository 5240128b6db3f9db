package dev.sluice.standalone.manifest.yaml;

import java.util.List;
import java.util.Optional;

/** The documents of one text. With an error they are those that were complete before it. */
public record YamlStream(List<YamlValue> documents, Optional<SyntaxError> error) {
    /** Why the text could not be read further, and where. */
    public record SyntaxError(Position at, String reason) {}

    public YamlStream {
        documents = List.copyOf(documents);
    }
}
