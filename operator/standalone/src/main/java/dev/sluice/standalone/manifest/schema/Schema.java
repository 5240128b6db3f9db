package dev.sluice.standalone.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One node of an OpenAPI v3 schema in the structural form of custom resource definitions. */
record Schema(
        String type,
        boolean intOrString,
        boolean preserveUnknownFields,
        boolean nullable,
        Map<String, Schema> properties,
        List<String> required,
        @Nullable Schema additionalProperties,
        @Nullable Schema items,
        @Nullable JsonNode defaultValue,
        List<JsonNode> allowed,
        @Nullable Pattern pattern,
        String format,
        Bounds bounds,
        Combined combined,
        Listing listing) {

    /** Limits of figures and sizes, each in the order JSON Schema names them; null where there is none. */
    record Bounds(
            @Nullable BigDecimal minimum,
            boolean exclusiveMinimum,
            @Nullable BigDecimal maximum,
            boolean exclusiveMaximum,
            @Nullable BigDecimal multipleOf,
            Size length,
            Size items,
            Size properties) {}

    record Size(int min, int max) {
        static Size of(JsonNode node, String what) {
            return new Size(
                    node.path("min" + what).asInt(0), node.path("max" + what).asInt(Integer.MAX_VALUE));
        }
    }

    record Combined(
            List<Schema> allOf,
            List<Schema> anyOf,
            List<Schema> oneOf,
            @Nullable Schema not) {}

    /** Whether items of a list must differ: all of it ({@code set}), or the named keys ({@code map}). */
    record Listing(boolean set, List<String> keys) {}

    static Schema of(JsonNode node) {
        return new Schema(
                node.path("type").asText(""),
                node.path("x-kubernetes-int-or-string").asBoolean(false),
                node.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                        || node.path("additionalProperties").asBoolean(false),
                node.path("nullable").asBoolean(false),
                properties(node.path("properties")),
                texts(node.path("required")),
                node.path("additionalProperties").isObject() ? of(node.path("additionalProperties")) : null,
                node.path("items").isObject() ? of(node.path("items")) : null,
                node.get("default"),
                list(node.path("enum")),
                node.has("pattern") ? Pattern.compile(node.path("pattern").asText()) : null,
                node.path("format").asText(""),
                bounds(node),
                new Combined(
                        schemas(node.path("allOf")),
                        schemas(node.path("anyOf")),
                        schemas(node.path("oneOf")),
                        node.path("not").isObject() ? of(node.path("not")) : null),
                new Listing(
                        "set".equals(node.path("x-kubernetes-list-type").asText())
                                || node.path("uniqueItems").asBoolean(false),
                        texts(node.path("x-kubernetes-list-map-keys"))));
    }

    /** The schema of a field, whether it is a declared one or a key of a free map. */
    Optional<Schema> property(String name) {
        Schema declared = properties.get(name);
        return Optional.ofNullable(declared == null ? additionalProperties : declared);
    }

    /** Whether the value may be a key, so that no message may repeat it. */
    boolean secret() {
        return "byte".equals(format) || "password".equals(format);
    }

    /** An object that names no fields at all takes any of them only where it says so; an untyped one always. */
    boolean acceptsUnknownFields() {
        return preserveUnknownFields || additionalProperties != null || type.isEmpty();
    }

    private static Bounds bounds(JsonNode node) {
        return new Bounds(
                decimal(node.get("minimum")),
                node.path("exclusiveMinimum").asBoolean(false),
                decimal(node.get("maximum")),
                node.path("exclusiveMaximum").asBoolean(false),
                decimal(node.get("multipleOf")),
                Size.of(node, "Length"),
                Size.of(node, "Items"),
                Size.of(node, "Properties"));
    }

    private static @Nullable BigDecimal decimal(@Nullable JsonNode node) {
        return node == null ? null : node.decimalValue().stripTrailingZeros();
    }

    private static Map<String, Schema> properties(JsonNode node) {
        Map<String, Schema> properties = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(property -> properties.put(property.getKey(), of(property.getValue())));
        return properties;
    }

    private static List<Schema> schemas(JsonNode array) {
        return list(array).stream().map(Schema::of).toList();
    }

    private static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>(array.size());
        array.forEach(list::add);
        return list;
    }
}
