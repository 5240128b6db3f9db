package dev.sluice.standalone.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a value of the right type may still do wrong: allowed values, pattern, format, bounds. One reason is enough. */
final class Constraints {
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})");

    private Constraints() {}

    static Optional<String> violation(Schema schema, JsonNode value) {
        return allowed(schema, value).or(() -> switch (value.getNodeType()) {
            case STRING -> text(schema, value.textValue());
            case NUMBER -> number(schema, value.decimalValue());
            case ARRAY -> size(schema.bounds().items(), value.size(), "item");
            case OBJECT -> size(schema.bounds().properties(), value.size(), "entry");
            default -> Optional.empty();
        });
    }

    private static Optional<String> allowed(Schema schema, JsonNode value) {
        if (schema.allowed().isEmpty() || schema.allowed().stream().anyMatch(each -> same(each, value))) {
            return Optional.empty();
        }
        List<String> names = schema.allowed().stream().map(JsonNode::asText).toList();
        String nearest = Nearest.to(value.asText(), names)
                .map(name -> "; did you mean `" + name + "`?")
                .orElse("");
        String list = names.stream().map(name -> name.isEmpty() ? "\"\"" : name).collect(Collectors.joining(", "));
        return Optional.of(Quoted.of(value.asText()) + " is not allowed; expected one of " + list + nearest);
    }

    /** Numbers by what they are worth: readers keep them in types of several widths. */
    private static boolean same(JsonNode allowed, JsonNode value) {
        return allowed.isNumber() && value.isNumber()
                ? allowed.decimalValue().compareTo(value.decimalValue()) == 0
                : allowed.equals(value);
    }

    private static Optional<String> text(Schema schema, String text) {
        Optional<String> length = length(schema.bounds().length(), text.codePointCount(0, text.length()));
        if (length.isPresent()) {
            return length;
        }
        Pattern pattern = schema.pattern();
        if (pattern != null && !pattern.matcher(text).find()) {
            return Optional.of(
                    Quoted.of(text) + " does not have the right form; expected " + Expectation.inWords(pattern));
        }
        return format(schema.format(), text);
    }

    private static Optional<String> length(Schema.Size bounds, int length) {
        if (length == 0 && bounds.min() > 0) {
            return Optional.of("is empty; expected a text");
        }
        return size(bounds, length, "character");
    }

    private static Optional<String> format(String format, String text) {
        if ("date-time".equals(format) && !DATE_TIME.matcher(text).matches()) {
            return Optional.of(Quoted.of(text) + " is not a point in time; expected one such as 2026-01-31T18:00:00Z");
        }
        // The value may be a key: it is not repeated.
        return "byte".equals(format) && !isBase64(text)
                ? Optional.of("is not base64; expected base64, or plain text under stringData")
                : Optional.empty();
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text.replaceAll("[\r\n]", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> number(Schema schema, BigDecimal number) {
        Schema.Bounds bounds = schema.bounds();
        BigDecimal minimum = bounds.minimum();
        BigDecimal maximum = bounds.maximum();
        String written = number.toPlainString();
        if (minimum != null && number.compareTo(minimum) < (bounds.exclusiveMinimum() ? 1 : 0)) {
            String expected = bounds.exclusiveMinimum() ? "more than " : "at least ";
            return Optional.of(written + " is too small; expected " + expected + minimum.toPlainString());
        }
        if (maximum != null && number.compareTo(maximum) > (bounds.exclusiveMaximum() ? -1 : 0)) {
            String expected = bounds.exclusiveMaximum() ? "less than " : "at most ";
            return Optional.of(written + " is too large; expected " + expected + maximum.toPlainString());
        }
        BigDecimal unit = bounds.multipleOf();
        if (unit != null && number.remainder(unit).signum() != 0) {
            return Optional.of(written + " is not a multiple of " + unit.toPlainString());
        }
        return integerFormat(schema.format(), number);
    }

    private static Optional<String> integerFormat(String format, BigDecimal number) {
        int bits = "int32".equals(format) ? 31 : 63;
        boolean integer = "int32".equals(format) || "int64".equals(format);
        return integer && number.toBigInteger().bitLength() > bits
                ? Optional.of(number.toPlainString() + " is too large; expected a number of " + (bits + 1) + " bits")
                : Optional.empty();
    }

    private static Optional<String> size(Schema.Size bounds, int size, String unit) {
        if (size < bounds.min()) {
            return Optional.of("has " + counted(size, unit) + "; expected at least " + bounds.min());
        }
        return size > bounds.max()
                ? Optional.of("has " + counted(size, unit) + "; expected at most " + bounds.max())
                : Optional.empty();
    }

    private static String counted(int count, String unit) {
        String plural = unit.endsWith("y") ? unit.substring(0, unit.length() - 1) + "ies" : unit + "s";
        return count + " " + (count == 1 ? unit : plural);
    }
}
