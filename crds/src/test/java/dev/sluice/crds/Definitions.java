package dev.sluice.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The definitions as the chart carries them: what the generator made of the classes, with what it has no annotation for.
 * Columns stand in the order of the class, since the first ones answer the on-call question, and {@code spec} is required.
 */
final class Definitions {
    private static final String PACKAGE = "dev.sluice.crds.v1alpha1.";
    private static final Path GENERATED = Path.of("target/classes/META-INF/fabric8");

    private Definitions() {}

    /** YAML by file name. */
    static Map<String, String> yaml() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(GENERATED)) {
            for (Path path : found.toList()) {
                CustomResourceDefinition crd = finish(read(path));
                files.put("sluice.dev_" + crd.getSpec().getNames().getPlural() + ".yaml", Serialization.asYaml(crd));
            }
        }
        return files;
    }

    static CustomResourceDefinition read(Path path) {
        try {
            return Serialization.unmarshal(Files.readString(path), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition finish(CustomResourceDefinition crd) {
        var version = crd.getSpec().getVersions().getFirst();
        List<String> order = columnOrder(crd.getSpec().getNames().getKind());
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt((CustomResourceColumnDefinition c) -> order.indexOf(c.getName())));
        JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
        schema.setRequired(List.of("spec"));
        return crd;
    }

    private static List<String> columnOrder(String kind) {
        return Arrays.stream(type(kind).getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
    }

    static Class<?> type(String kind) {
        try {
            return Class.forName(PACKAGE + kind).asSubclass(CustomResource.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
