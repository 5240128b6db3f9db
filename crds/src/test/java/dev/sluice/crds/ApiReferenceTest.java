package dev.sluice.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/api.md");

    @Test
    void pageSaysWhatTheDefinitionsSay() throws IOException {
        String expected = ApiReference.of(definitions());
        if (Golden.REWRITE) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), () -> "docs/reference/api.md is stale; " + Golden.COMMAND);
    }

    @Test
    void everyFieldHasADescription() throws IOException {
        List<String> silent = new ArrayList<>();
        for (CustomResourceDefinition definition : definitions()) {
            JSONSchemaProps root =
                    definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
            String kind = definition.getSpec().getNames().getKind();
            root.getProperties().forEach((part, schema) -> findSilent(kind + "." + part, schema, silent));
        }
        assertEquals(List.of(), silent);
    }

    private static void findSilent(String path, JSONSchemaProps schema, List<String> silent) {
        Objects.requireNonNullElse(schema.getProperties(), Map.<String, JSONSchemaProps>of())
                .forEach((name, field) -> {
                    String at = path + "." + name;
                    // Conditions and label selectors are Kubernetes' own types.
                    if (name.equals("conditions") || name.equals("selector")) {
                        return;
                    }
                    if (field.getDescription() == null || field.getDescription().isBlank()) {
                        silent.add(at);
                    }
                    findSilent(
                            at,
                            field.getItems() == null ? field : field.getItems().getSchema(),
                            silent);
                });
    }

    private static List<CustomResourceDefinition> definitions() throws IOException {
        return Definitions.yaml().values().stream()
                .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class))
                .toList();
    }
}
