package dev.sluice.e2e.crds;

import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The definitions as they are checked in, which is how they reach a cluster. */
record Definitions(List<CustomResourceDefinition> ours, List<CustomResourceDefinition> gatewayApi) {

    static Definitions of(Repository repository) {
        return new Definitions(
                read(repository.path("charts/sluice-crds/crds")),
                read(repository.path("charts/gateway-api-crds/crds")));
    }

    List<CustomResourceDefinition> all() {
        return Stream.concat(ours.stream(), gatewayApi.stream()).toList();
    }

    CustomResourceDefinition ofKind(String kind) {
        return ours.stream()
                .filter(d -> d.getSpec().getNames().getKind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No definition of kind " + kind));
    }

    /** Applies them all and returns when the API server serves them. */
    void applyTo(TestCluster cluster) {
        var definitions = cluster.client().apiextensions().v1().customResourceDefinitions();
        for (CustomResourceDefinition definition : all()) {
            definitions
                    .resource(definition)
                    .fieldValidation(Validation.STRICT)
                    .fieldManager("sluice-e2e")
                    .forceConflicts()
                    .serverSideApply();
        }
        for (CustomResourceDefinition definition : all()) {
            definitions
                    .withName(definition.getMetadata().getName())
                    .waitUntilCondition(d -> holds(d, "Established"), 30, TimeUnit.SECONDS);
        }
    }

    static boolean holds(CustomResourceDefinition definition, String condition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals(condition) && c.getStatus().equals("True"));
    }

    /** The messages of every rule a spec of this kind is held to. */
    static List<String> ruleMessages(CustomResourceDefinition definition) {
        var messages = new ArrayList<String>();
        definition
                .getSpec()
                .getVersions()
                .forEach(version -> collect(
                        version.getSchema().getOpenAPIV3Schema().getProperties().get("spec"), messages));
        return messages.stream().distinct().toList();
    }

    private static void collect(JSONSchemaProps schema, List<String> messages) {
        if (schema.getXKubernetesValidations() != null) {
            schema.getXKubernetesValidations().stream()
                    .map(ValidationRule::getMessage)
                    .forEach(messages::add);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> collect(property, messages));
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            collect(schema.getItems().getSchema(), messages);
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            collect(schema.getAdditionalProperties().getSchema(), messages);
        }
    }

    private static List<CustomResourceDefinition> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Definitions::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition parse(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
