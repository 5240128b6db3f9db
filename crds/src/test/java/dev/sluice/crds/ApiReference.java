package dev.sluice.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The API as a page for people: every field of every kind, from the definitions alone. */
final class ApiReference {
    private static final String HEAD = """
            # API reference: sluice.dev/v1alpha1

            Generated from the definitions in `charts/sluice-crds/crds`; `make generate` rewrites it. A field in **bold** is
            required. Durations are written as Gateway API writes them (`250ms`, `10s`, `1h30m`), amounts of money and
            percentages as quoted decimals (`"12.50"`, `"99.95"`). Examples: [quickstart.yaml](../../examples/quickstart.yaml).

            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private ApiReference() {}

    static String of(List<CustomResourceDefinition> definitions) {
        ApiReference reference = new ApiReference();
        definitions.forEach(reference::kind);
        return reference.page.toString();
    }

    private void kind(CustomResourceDefinition definition) {
        var names = definition.getSpec().getNames();
        CustomResourceDefinitionVersion version =
                definition.getSpec().getVersions().getFirst();
        line("## " + names.getKind());
        line("");
        line("`kubectl get " + names.getPlural() + "`, short `" + String.join("`, `", names.getShortNames())
                + "`. Columns: "
                + version.getAdditionalPrinterColumns().stream()
                        .map(c -> c.getName() + (c.getPriority() != null && c.getPriority() > 0 ? " (wide)" : ""))
                        .collect(Collectors.joining(", "))
                + ".");
        line("");
        Map<String, JSONSchemaProps> parts =
                version.getSchema().getOpenAPIV3Schema().getProperties();
        for (String part : List.of("spec", "status")) {
            JSONSchemaProps schema = parts.get(part);
            if (schema != null) {
                line("### " + names.getKind() + "." + part);
                line("");
                line("| Field | Type | Meaning |");
                line("|---|---|---|");
                fields("", schema);
                line("");
                rules(part, schema);
            }
        }
    }

    private void fields(String prefix, JSONSchemaProps schema) {
        Map<String, JSONSchemaProps> properties =
                new TreeMap<>(Objects.requireNonNullElse(schema.getProperties(), Map.of()));
        properties.forEach((name, field) -> {
            boolean required =
                    schema.getRequired() != null && schema.getRequired().contains(name);
            JSONSchemaProps item =
                    field.getItems() == null ? null : field.getItems().getSchema();
            String path = prefix + name + (item == null ? "" : "[]");
            String shown = required ? "**`" + path + "`**" : "`" + path + "`";
            line("| " + shown + " | " + type(field, item) + " | " + escaped(field.getDescription()) + " |");
            // Conditions are Kubernetes' own type, the same everywhere.
            if (!name.equals("conditions")) {
                fields(path + ".", item == null ? field : item);
            }
        });
    }

    private void rules(String path, JSONSchemaProps schema) {
        List<String> messages = new ArrayList<>();
        collect(path, schema, messages);
        if (!messages.isEmpty()) {
            line("Besides, by rule:");
            line("");
            messages.forEach(m -> line("- " + m));
            line("");
        }
    }

    private static void collect(String path, JSONSchemaProps schema, List<String> messages) {
        for (ValidationRule rule :
                Objects.requireNonNullElse(schema.getXKubernetesValidations(), List.<ValidationRule>of())) {
            messages.add("`" + path + "`: " + rule.getMessage());
        }
        new TreeMap<>(Objects.requireNonNullElse(schema.getProperties(), Map.of())).forEach((name, field) -> {
            JSONSchemaProps item =
                    field.getItems() == null ? null : field.getItems().getSchema();
            collect(path + "." + name + (item == null ? "" : "[]"), item == null ? field : item, messages);
        });
    }

    private static String type(JSONSchemaProps field, JSONSchemaProps item) {
        JSONSchemaProps value = item == null ? field : item;
        List<String> words = new ArrayList<>();
        words.add(
                item == null ? Objects.requireNonNullElse(field.getType(), "quantity") : "list of " + value.getType());
        if (value.getEnum() != null && !value.getEnum().isEmpty()) {
            words.add(value.getEnum().stream().map(e -> "`" + e.asText() + "`").collect(Collectors.joining(", ")));
        }
        if (value.getPattern() != null) {
            words.add("`" + value.getPattern().replace("|", "\\|") + "`");
        }
        if (value.getMinimum() != null || value.getMaximum() != null) {
            words.add(bound(value.getMinimum()) + " to " + bound(value.getMaximum()));
        }
        if (field.getMaxItems() != null) {
            words.add("at most " + field.getMaxItems());
        }
        return String.join("; ", words);
    }

    private static String bound(Double number) {
        return number == null ? "any" : String.valueOf(number.longValue());
    }

    private static String escaped(String text) {
        return text == null ? "" : text.replace("|", "\\|");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
