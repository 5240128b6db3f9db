package dev.sluice.standalone.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** A list of values. */
public record YamlSequence(Position at, List<YamlValue> items) implements YamlValue {
    public YamlSequence {
        items = List.copyOf(items);
    }

    @Override
    public YamlSequence usedAt(Position use) {
        return new YamlSequence(use, items);
    }

    @Override
    public JsonNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
        items.forEach(item -> array.add(item.toJson()));
        return array;
    }
}
