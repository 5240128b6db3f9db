package dev.sluice.standalone.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;

/** A text, number, boolean or null. {@code text} is what was written, {@code value} what Kubernetes understands. */
public record YamlScalar(Position at, String text, JsonNode value) implements YamlValue {
    @Override
    public YamlScalar usedAt(Position use) {
        return new YamlScalar(use, text, value);
    }

    @Override
    public JsonNode toJson() {
        return value;
    }
}
