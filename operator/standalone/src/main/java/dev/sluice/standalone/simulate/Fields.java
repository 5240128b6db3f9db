package dev.sluice.standalone.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.control.translate.value.Durations;
import dev.sluice.standalone.manifest.yaml.Position;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlScalar;
import dev.sluice.standalone.manifest.yaml.YamlSequence;
import dev.sluice.standalone.manifest.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one mapping. What is wrong or not known becomes a problem, and a harmless value stands in for it. */
final class Fields {
    private static final String DURATION = "expected a duration such as 30s or 250ms";

    private final YamlMapping mapping;
    private final String path;
    private final Problems problems;
    private final Set<String> read = new HashSet<>();

    Fields(YamlMapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    boolean has(String name) {
        return mapping.get(name).isPresent();
    }

    void problem(String name, String message) {
        problems.add(at(name), path(name), message);
    }

    /** Says which fields nobody asked for. To be called last. */
    void done() {
        mapping.fields().forEach((name, field) -> {
            if (!read.contains(name)) {
                problems.add(field.keyAt(), path(name), "unknown field; expected one of " + String.join(", ", known()));
            }
        });
        mapping.duplicates()
                .forEach(each -> problems.add(each.at(), path(each.key()), "is written twice; delete one of them"));
    }

    private List<String> known() {
        return read.stream().sorted().toList();
    }

    String text(String name) {
        return optional(name).orElseGet(() -> {
            problem(name, "is missing; expected a text");
            return "";
        });
    }

    @Nullable
    String textOrNull(String name) {
        return optional(name).orElse(null);
    }

    double number(String name, double without, double least, double most) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return without;
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for a number out of bounds.
        }
        problem(
                name,
                "\"%s\" is not in range; expected a number from %s to %s"
                        .formatted(text.get(), plain(least), plain(most)));
        return Math.clamp(without, least, most);
    }

    /** A percentage as a fraction. */
    double percent(String name, double without) {
        return number(name, without * 100, 0, 100) / 100;
    }

    int count(String name, int without, int least, int most) {
        double value = number(name, without, least, most);
        if (value != Math.rint(value)) {
            problem(name, "is not a whole number; expected one from %d to %d".formatted(least, most));
        }
        return (int) value;
    }

    long nanos(String name, long without) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return without;
        }
        Long nanos = text.get().equals("0") ? Long.valueOf(0) : Durations.nanos(text.get());
        if (nanos == null) {
            problem(name, "\"%s\" is no duration; %s".formatted(text.get(), DURATION));
            return without;
        }
        return nanos;
    }

    long requiredNanos(String name) {
        if (!has(name)) {
            problem(name, "is missing; " + DURATION);
        }
        return nanos(name, 1);
    }

    /** Money per million requests, as 10^-12 per request. */
    long picos(String name, long without) {
        return Math.round(number(name, without / 1e6, 0, 1e9) * 1e6);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (YamlValue item : items(name)) {
            if (item instanceof YamlScalar scalar) {
                texts.add(scalar.text());
            } else {
                problems.add(item.at(), path(name), "is not a text");
            }
        }
        return texts;
    }

    Optional<Fields> fields(String name) {
        read.add(name);
        Optional<YamlValue> value = mapping.get(name);
        if (value.isPresent() && !(value.get() instanceof YamlMapping)) {
            problem(name, "is not an object; expected fields");
        }
        return value.filter(YamlMapping.class::isInstance)
                .map(each -> new Fields((YamlMapping) each, path(name), problems));
    }

    List<Fields> list(String name) {
        List<Fields> list = new ArrayList<>();
        List<YamlValue> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            String itemPath = "%s[%d]".formatted(path(name), i);
            if (items.get(i) instanceof YamlMapping item) {
                list.add(new Fields(item, itemPath, problems));
            } else {
                problems.add(items.get(i).at(), itemPath, "is not an object; expected fields");
            }
        }
        return list;
    }

    /** A field that is a manifest's own and is checked where manifests are. */
    ObjectNode manifest(String name) {
        read.add(name);
        return mapping.mapping(name)
                .map(each -> (ObjectNode) each.toJson())
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private List<YamlValue> items(String name) {
        read.add(name);
        if (has(name) && !(mapping.get(name).get() instanceof YamlSequence)) {
            problem(name, "is not a list");
        }
        return mapping.items(name);
    }

    private Optional<String> optional(String name) {
        read.add(name);
        Optional<YamlValue> value = mapping.get(name);
        if (value.isPresent() && !(value.get() instanceof YamlScalar)) {
            problem(name, "is not a single value");
        }
        return value.filter(YamlScalar.class::isInstance).map(each -> ((YamlScalar) each).text());
    }

    private Position at(String name) {
        YamlMapping.Field field = mapping.fields().get(name);
        return field == null ? mapping.at() : field.keyAt();
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? "%d".formatted((long) number) : "%s".formatted(number);
    }
}
