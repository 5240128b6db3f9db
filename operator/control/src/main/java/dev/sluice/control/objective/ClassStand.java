package dev.sluice.control.objective;

import dev.sluice.control.objective.ErrorBudget.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the objectives of a class stand.
 *
 * @param key effective policy and class
 * @param budgets of its objectives
 * @param whole what was seen over the objectives' window, to be gone on from
 */
public record ClassStand(ClassKey key, List<ErrorBudget> budgets, Outcomes whole) {
    public ClassStand {
        budgets = List.copyOf(budgets);
    }

    /** Of classes whose budgets do not last. */
    public static Map<ClassKey, Level> levels(List<ClassStand> stands) {
        return stands.stream()
                .filter(each -> each.level() != Level.KEPT)
                .collect(Collectors.toMap(ClassStand::key, ClassStand::level));
    }

    public Level level() {
        return budgets.stream()
                .map(ErrorBudget::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.KEPT);
    }

    /** The one that is worst off. */
    public ErrorBudget worst() {
        return budgets.stream()
                .max(Comparator.comparing(ErrorBudget::level)
                        .thenComparing(
                                Comparator.comparingDouble(ErrorBudget::left).reversed()))
                .orElseThrow();
    }
}
