package dev.sluice.standalone.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in the defaults a definition declares, as the API server does before anybody reads the object. */
final class Defaults {
    private Defaults() {}

    /** Changes {@code value} in place. */
    static void apply(Schema schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.properties().forEach((name, property) -> {
                JsonNode defaultValue = property.defaultValue();
                boolean absent = !object.has(name) || (object.path(name).isNull() && !property.nullable());
                if (absent && defaultValue != null) {
                    object.set(name, defaultValue.deepCopy());
                }
            });
            object.properties().forEach(field -> schema.property(field.getKey())
                    .ifPresent(property -> apply(property, field.getValue())));
        }
        Schema items = schema.items();
        if (value.isArray() && items != null) {
            value.forEach(item -> apply(items, item));
        }
    }
}
