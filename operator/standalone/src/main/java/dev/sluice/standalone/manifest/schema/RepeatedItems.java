package dev.sluice.standalone.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Items that a list of type {@code set} or {@code map} holds twice. */
final class RepeatedItems {
    record Repeat(int index, int firstIndex, String what) {}

    private RepeatedItems() {}

    static List<Repeat> find(Schema schema, List<YamlValue> items) {
        List<String> keys = schema.listing().keys();
        if (!schema.listing().set() && keys.isEmpty()) {
            return List.of();
        }
        List<Repeat> repeats = new ArrayList<>();
        Map<JsonNode, Integer> firstIndex = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            YamlValue item = items.get(i);
            if (!keys.isEmpty() && !(item instanceof YamlMapping)) {
                continue;
            }
            JsonNode identity = keys.isEmpty() ? item.toJson() : keysOf(schema, (YamlMapping) item, keys);
            Integer first = firstIndex.putIfAbsent(identity, i);
            if (first != null) {
                repeats.add(new Repeat(i, first, keys.isEmpty() ? "the value" : String.join(" and ", keys)));
            }
        }
        return repeats;
    }

    /** A key that is left out counts with its default, as the API server counts it. */
    private static JsonNode keysOf(Schema schema, YamlMapping item, List<String> keys) {
        Schema itemSchema = schema.items();
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            JsonNode written = item.get(key).map(YamlValue::toJson).orElse(null);
            Schema property =
                    itemSchema == null ? null : itemSchema.properties().get(key);
            JsonNode value = written == null && property != null ? property.defaultValue() : written;
            if (value != null) {
                identity.set(key, value);
            }
        }
        return identity;
    }
}
