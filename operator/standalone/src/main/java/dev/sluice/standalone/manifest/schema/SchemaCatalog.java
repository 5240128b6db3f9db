package dev.sluice.standalone.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds a manifest may hold, with their schemas. A definition is read when its kind is first met, since the larger
 * ones take a noticeable part of a second. May be shared by threads.
 */
public final class SchemaCatalog {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    public Optional<KnownKind> find(String apiVersion, String kind) {
        return KnownKind.ALL.stream()
                .filter(known -> known.is(apiVersion, kind))
                .findFirst();
    }

    /** "what is wrong; what is expected" of a kind that {@link #find} does not know. */
    public String explainUnknown(String apiVersion, String kind) {
        List<String> kinds = KnownKind.ALL.stream().map(KnownKind::kind).toList();
        Optional<KnownKind> sameKind = KnownKind.ALL.stream()
                .filter(known -> known.kind().equals(kind))
                .findFirst();
        if (sameKind.isPresent()) {
            return Quoted.of(apiVersion) + " has no kind " + kind + "; expected apiVersion "
                    + sameKind.get().apiVersion();
        }
        List<String> served = KnownKind.ALL.stream()
                .filter(known -> known.use() == KnownKind.Use.SERVED)
                .map(KnownKind::kind)
                .toList();
        String expected = Nearest.to(kind, kinds)
                .map(name -> "did you mean `" + name + "`?")
                .orElse("expected one of " + String.join(", ", served));
        return "unknown kind " + Quoted.of(kind) + "; " + expected;
    }

    /** Every structural mistake of an object, metadata included. */
    public List<Finding> validate(KnownKind kind, String apiVersion, YamlMapping object) {
        return SchemaValidator.validate(schema(kind, apiVersion), object, "");
    }

    /** Changes {@code object} in place as the API server would before storing it. */
    public void applyDefaults(KnownKind kind, String apiVersion, JsonNode object) {
        Defaults.apply(schema(kind, apiVersion), object);
    }

    private Schema schema(KnownKind kind, String apiVersion) {
        String version = apiVersion.substring(apiVersion.lastIndexOf('/') + 1);
        return schemas.computeIfAbsent(
                DefinitionPacker.resource(kind.definition(), version),
                resource -> Schema.of(withCommonFields(read(resource))));
    }

    /** Every object has these, whether its definition repeats them or not. */
    private static JsonNode withCommonFields(JsonNode schema) {
        ObjectNode properties = schema.withObjectProperty("properties");
        properties.set("apiVersion", JsonNodeFactory.instance.objectNode().put("type", "string"));
        properties.set("kind", JsonNodeFactory.instance.objectNode().put("type", "string"));
        properties.set("metadata", read(DefinitionPacker.resource("metadata", "")));
        schema.withArrayProperty("required").add("metadata");
        return schema;
    }

    private static JsonNode read(String resource) {
        try (InputStream in = SchemaCatalog.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
