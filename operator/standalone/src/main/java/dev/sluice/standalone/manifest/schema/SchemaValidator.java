package dev.sluice.standalone.manifest.schema;

import dev.sluice.standalone.manifest.yaml.Position;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlMapping.DuplicateKey;
import dev.sluice.standalone.manifest.yaml.YamlScalar;
import dev.sluice.standalone.manifest.yaml.YamlSequence;
import dev.sluice.standalone.manifest.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Walks a value and its schema together and collects every mistake, not just the first. */
final class SchemaValidator {
    /** Whoever made so many mistakes in one object made one mistake. */
    private static final int MAX_FINDINGS = 100;

    private static final int MAX_NAMES_LISTED = 12;

    private final List<Finding> findings = new ArrayList<>();

    static List<Finding> validate(Schema schema, YamlValue value, String path) {
        SchemaValidator validator = new SchemaValidator();
        validator.check(schema, value, value.at(), path);
        return validator.findings;
    }

    private void check(Schema schema, YamlValue value, Position at, String path) {
        if (findings.size() >= MAX_FINDINGS) {
            return;
        }
        Optional<String> wrongType = Types.mismatch(schema, value);
        if (wrongType.isPresent()) {
            add(path, at, wrongType.get());
            return;
        }
        if (value instanceof YamlScalar scalar && scalar.value().isNull()) {
            return;
        }
        Constraints.violation(schema, value.toJson()).ifPresent(message -> add(path, at, message));
        switch (value) {
            case YamlMapping mapping -> mapping(schema, mapping, at, path);
            case YamlSequence sequence -> sequence(schema, sequence, at, path);
            case YamlScalar scalar -> {}
        }
        combined(schema, value, at, path);
    }

    private void mapping(Schema schema, YamlMapping mapping, Position at, String path) {
        for (DuplicateKey duplicate : mapping.duplicates()) {
            String message = "is written twice, first in line %d; keep one"
                    .formatted(duplicate.firstAt().line());
            add(child(path, duplicate.key()), duplicate.at(), message);
        }
        Set<String> mistyped = new HashSet<>();
        mapping.fields().forEach((name, field) -> {
            boolean free = schema.additionalProperties() != null
                    && !schema.properties().containsKey(name);
            String fieldPath = free ? path + "[" + name + "]" : child(path, name);
            Optional<Schema> property = schema.property(name);
            if (property.isPresent()) {
                check(property.get(), field.value(), field.keyAt(), fieldPath);
            } else if (!schema.acceptsUnknownFields()) {
                Optional<String> meant = Nearest.to(name, schema.properties().keySet());
                meant.ifPresent(mistyped::add);
                add(fieldPath, field.keyAt(), unknownField(schema, meant));
            }
        });
        schema.required().stream()
                .filter(name -> !mapping.fields().containsKey(name) && !mistyped.contains(name))
                .forEach(name -> missing(schema, name, at, path));
    }

    private void missing(Schema schema, String name, Position at, String path) {
        Optional<Schema> property = schema.property(name);
        if (property.filter(known -> known.defaultValue() != null).isEmpty()) {
            String expected = property.map(Expectation::ofType).orElse("a value");
            add(child(path, name), at, "is missing; expected " + expected);
        }
    }

    private static String unknownField(Schema schema, Optional<String> meant) {
        if (meant.isPresent()) {
            return "unknown field; did you mean `" + meant.get() + "`?";
        }
        List<String> known = schema.properties().keySet().stream().sorted().toList();
        if (known.isEmpty()) {
            return "unknown field; expected none here";
        }
        String more = known.size() > MAX_NAMES_LISTED ? ", ..." : "";
        return "unknown field; expected one of "
                + String.join(", ", known.subList(0, Math.min(known.size(), MAX_NAMES_LISTED))) + more;
    }

    private void sequence(Schema schema, YamlSequence sequence, Position at, String path) {
        List<YamlValue> items = sequence.items();
        Schema itemSchema = schema.items();
        for (int i = 0; i < items.size() && itemSchema != null; i++) {
            check(itemSchema, items.get(i), items.get(i).at(), path + "[" + i + "]");
        }
        for (RepeatedItems.Repeat repeat : RepeatedItems.find(schema, items)) {
            YamlValue item = items.get(repeat.index());
            String message =
                    "repeats %s of %s[%d]; each may appear once".formatted(repeat.what(), path, repeat.firstIndex());
            add(path + "[" + repeat.index() + "]", item.at(), message);
        }
    }

    private void combined(Schema schema, YamlValue value, Position at, String path) {
        Predicate<Schema> fits = part -> validate(part, value, path).isEmpty();
        Schema.Combined combined = schema.combined();
        combined.allOf().forEach(part -> findings.addAll(validate(part, value, path)));
        if (!combined.anyOf().isEmpty() && combined.anyOf().stream().noneMatch(fits)) {
            add(path, at, "fits none of its allowed forms; see the API reference");
        }
        if (!combined.oneOf().isEmpty()
                && combined.oneOf().stream().filter(fits).count() != 1) {
            add(path, at, "must fit exactly one of its allowed forms; see the API reference");
        }
        Schema not = combined.not();
        if (not != null && fits.test(not)) {
            add(path, at, "has a form that is not allowed; see the API reference");
        }
    }

    private void add(String path, Position at, String message) {
        findings.add(new Finding(path, at, message));
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
