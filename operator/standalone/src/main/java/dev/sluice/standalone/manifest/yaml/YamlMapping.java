package dev.sluice.standalone.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named fields in the order they were written. A key written twice keeps its first value and is remembered. */
public record YamlMapping(Position at, Map<String, Field> fields, List<DuplicateKey> duplicates) implements YamlValue {
    /** A field's value; {@code keyAt} is where its name stands, which is the line a reader looks for. */
    public record Field(Position keyAt, YamlValue value) {}

    public record DuplicateKey(String key, Position at, Position firstAt) {}

    public YamlMapping {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        duplicates = List.copyOf(duplicates);
    }

    public Optional<YamlValue> get(String name) {
        return Optional.ofNullable(fields.get(name)).map(Field::value);
    }

    /** The text of a field, or empty where it is absent or not a text. */
    public Optional<String> text(String name) {
        return get(name)
                .filter(value ->
                        value instanceof YamlScalar scalar && scalar.value().isTextual())
                .map(value -> ((YamlScalar) value).text());
    }

    public Optional<YamlMapping> mapping(String name) {
        return get(name).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
    }

    public List<YamlValue> items(String name) {
        return get(name)
                .filter(YamlSequence.class::isInstance)
                .map(value -> ((YamlSequence) value).items())
                .orElse(List.of());
    }

    @Override
    public YamlMapping usedAt(Position use) {
        return new YamlMapping(use, fields, duplicates);
    }

    @Override
    public JsonNode toJson() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, field) -> object.set(name, field.value().toJson()));
        return object;
    }
}
