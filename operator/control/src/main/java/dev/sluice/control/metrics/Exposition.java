package dev.sluice.control.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Families of samples in Prometheus' text format 0.0.4. A family is declared once and begins a block; a sample belongs to the
 * family it names:
 *
 * <pre>{@code
 * # HELP sluice_plan_share Share in force.
 * # TYPE sluice_plan_share gauge
 * sluice_plan_share{gateway="ns/edge",provider="ns/a"} 0.25
 * }</pre>
 */
public final class Exposition {
    private final Map<String, String> heads = new LinkedHashMap<>();
    private final Map<String, List<String>> samples = new LinkedHashMap<>();

    public void gauge(String name, String help) {
        declare(name, help, "gauge");
    }

    /** @param name ends in {@code _total} */
    public void counter(String name, String help) {
        declare(name, help, "counter");
    }

    private void declare(String name, String help, String type) {
        heads.put(name, "# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
        samples.put(name, new ArrayList<>());
    }

    /** A sample without labels. */
    public void add(String name, double value) {
        sample(name, name + " " + value);
    }

    public void add(String name, double value, Labels labels) {
        sample(name, name + labels + " " + value);
    }

    private void sample(String name, String line) {
        List<String> family = samples.get(name);
        if (family == null) {
            throw new IllegalArgumentException(name + " is not declared");
        }
        family.add(line);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        samples.forEach((name, lines) -> {
            text.append(heads.get(name));
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }

    /** Names and values, in the order they were given. */
    public record Labels(String text) {
        public static Labels of(String name, String value) {
            return new Labels(pair(name, value));
        }

        public Labels and(String name, String value) {
            return new Labels(text + "," + pair(name, value));
        }

        private static String pair(String name, String value) {
            String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            return name + "=\"" + escaped + "\"";
        }

        @Override
        public String toString() {
            return "{" + text + "}";
        }
    }
}
