package dev.sluice.standalone.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlScalar;
import dev.sluice.standalone.manifest.yaml.YamlSequence;
import dev.sluice.standalone.manifest.yaml.YamlValue;
import java.util.Optional;

/** Compares the type of a value with what the schema asks for. */
final class Types {
    private Types() {}

    static Optional<String> mismatch(Schema schema, YamlValue value) {
        String expected = Expectation.ofType(schema);
        return switch (value) {
            case YamlMapping mapping -> unless(is(schema, "object"), "is a mapping; expected " + expected);
            case YamlSequence sequence -> unless(is(schema, "array"), "is a list; expected " + expected);
            case YamlScalar scalar -> scalar(schema, scalar, expected);
        };
    }

    private static Optional<String> scalar(Schema schema, YamlScalar scalar, String expected) {
        JsonNode value = scalar.value();
        String text = schema.secret() ? "the value" : scalar.text();
        String written = schema.secret() ? "it in quotes" : Quoted.of(scalar.text());
        return switch (value.getNodeType()) {
            case NULL -> unless(schema.nullable() || schema.type().isEmpty(), "is empty; expected " + expected);
            case BOOLEAN ->
                unless(
                        is(schema, "boolean"),
                        text + " is read as true or false; expected " + expected + inQuotes(schema, written));
            case NUMBER ->
                unless(
                        is(schema, "number")
                                || (value.isIntegralNumber() && (is(schema, "integer") || schema.intOrString())),
                        text + " is a number; expected " + expected + inQuotes(schema, written));
            default ->
                unless(
                        is(schema, "string") || schema.intOrString(),
                        Quoted.of(scalar.text()) + " is a text; expected " + expected);
        };
    }

    private static String inQuotes(Schema schema, String written) {
        return "string".equals(schema.type()) ? ", so write " + written : "";
    }

    private static boolean is(Schema schema, String type) {
        return !schema.intOrString()
                && (schema.type().isEmpty() || schema.type().equals(type));
    }

    private static Optional<String> unless(boolean right, String message) {
        return right ? Optional.empty() : Optional.of(message);
    }
}
