package dev.sluice.e2e.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The table of one kind, {@code src/test/resources/crds/KIND.yaml}: an object that is accepted, and changes to it, each of
 * which makes it one that is not.
 */
record Refusals(GenericKubernetesResource accepted, List<Refusal> refused) {

    /** An object to refuse and what the answer has to name. */
    record Refusal(String kind, String change, GenericKubernetesResource object, List<String> says) {
        @Override
        public String toString() {
            return kind + " " + change;
        }
    }

    static Refusals of(String kind) {
        JsonNode table = read("/crds/" + kind.toLowerCase(Locale.ROOT) + ".yaml");
        JsonNode object = table.get("object");
        var refused = new ArrayList<Refusal>();
        for (JsonNode entry : table.get("refused")) {
            JsonNode change = entry.get("change");
            var says = new ArrayList<String>();
            entry.get("says").forEach(part -> says.add(part.asText()));
            refused.add(new Refusal(kind, change.toString(), resource(merge(object.deepCopy(), change)), says));
        }
        return new Refusals(resource(object), refused);
    }

    /** JSON merge patch (RFC 7386). */
    private static JsonNode merge(JsonNode target, JsonNode change) {
        if (!change.isObject()) {
            return change;
        }
        ObjectNode merged = target.isObject()
                ? (ObjectNode) target
                : Serialization.jsonMapper().createObjectNode();
        change.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                JsonNode old = merged.path(field.getKey());
                merged.set(field.getKey(), merge(old, field.getValue()));
            }
        });
        return merged;
    }

    private static GenericKubernetesResource resource(JsonNode node) {
        return Serialization.jsonMapper().convertValue(node, GenericKubernetesResource.class);
    }

    private static JsonNode read(String path) {
        try (InputStream in = Objects.requireNonNull(Refusals.class.getResourceAsStream(path), path)) {
            return Serialization.yamlMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
