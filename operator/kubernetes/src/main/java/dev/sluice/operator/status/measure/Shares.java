package dev.sluice.operator.status.measure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shares of several providers, e.g. {@code aws-us-east-1 70%, metal-fra 30%}: largest first, and no more than fit a column.
 *
 * @param fractions by the name that is shown
 */
public record Shares(Map<String, Double> fractions) {
    static final int SHOWN = 6;
    private static final double POINT = 0.01;
    private static final double LEAST = 0.005;

    public Shares {
        fractions = Map.copyOf(fractions);
    }

    /** Null where nothing is known. */
    @Nullable
    String text() {
        String text = shown().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(e -> String.format(Locale.ROOT, "%s %.0f%%", e.getKey(), e.getValue() * 100))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? null : text;
    }

    /** Whether one differs by a point or more from what a text shows; rounding alone is no difference. */
    boolean differFrom(String text) {
        Map<String, Double> before = read(text);
        Map<String, Double> now = shown();
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .anyMatch(n -> Math.abs(before.getOrDefault(n, 0.0) - now.getOrDefault(n, 0.0)) >= POINT - 1e-9);
    }

    private Map<String, Double> shown() {
        return fractions.entrySet().stream()
                .filter(e -> e.getValue() >= LEAST)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Double> read(String text) {
        Map<String, Double> shares = new HashMap<>();
        for (String part : text.split(", ", -1)) {
            int space = part.lastIndexOf(' ');
            if (space > 0) {
                shares.put(part.substring(0, space), Amounts.figure(part.substring(space + 1)) / 100);
            }
        }
        return shares;
    }
}
