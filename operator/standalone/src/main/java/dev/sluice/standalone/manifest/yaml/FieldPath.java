package dev.sluice.standalone.manifest.yaml;

import dev.sluice.standalone.manifest.yaml.YamlMapping.Field;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the line of a path such as {@code spec.endpoints[0].ip.address} or {@code metadata.labels[sluice.dev/tier]}. A
 * field that is not written has no line; then it is the line of the nearest enclosing one that is.
 */
public final class FieldPath {
    private FieldPath() {}

    public static Position locate(YamlValue root, String path) {
        return locate(root, path, root.at());
    }

    private static Position locate(YamlValue value, String path, Position nearest) {
        String rest = path.startsWith(".") ? path.substring(1) : path;
        if (rest.isEmpty()) {
            return nearest;
        }
        return switch (value) {
            case YamlScalar scalar -> nearest;
            case YamlSequence sequence -> inSequence(sequence, rest, nearest);
            case YamlMapping mapping -> inMapping(mapping, rest, nearest);
        };
    }

    private static Position inSequence(YamlSequence sequence, String rest, Position nearest) {
        int close = rest.indexOf(']');
        if (!rest.startsWith("[")
                || close < 2
                || !rest.substring(1, close).chars().allMatch(Character::isDigit)) {
            return nearest;
        }
        int index = close > 9 ? Integer.MAX_VALUE : Integer.parseInt(rest.substring(1, close));
        if (index >= sequence.items().size()) {
            return nearest;
        }
        YamlValue item = sequence.items().get(index);
        return locate(item, rest.substring(close + 1), item.at());
    }

    private static Position inMapping(YamlMapping mapping, String rest, Position nearest) {
        int close = rest.indexOf(']');
        if (rest.startsWith("[") && close > 0) {
            Field field = mapping.fields().get(unquoted(rest.substring(1, close)));
            return field == null ? nearest : locate(field.value(), rest.substring(close + 1), field.keyAt());
        }
        // A name may hold dots itself (annotations), so the longest name that fits is meant.
        Optional<Map.Entry<String, Field>> best = mapping.fields().entrySet().stream()
                .filter(entry -> startsWithName(rest, entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()));
        return best.map(entry -> locate(
                        entry.getValue().value(),
                        rest.substring(entry.getKey().length()),
                        entry.getValue().keyAt()))
                .orElse(nearest);
    }

    private static boolean startsWithName(String rest, String name) {
        return rest.startsWith(name)
                && (rest.length() == name.length() || ".[".indexOf(rest.charAt(name.length())) >= 0);
    }

    private static String unquoted(String name) {
        return name.replace("\"", "").replace("'", "");
    }
}
