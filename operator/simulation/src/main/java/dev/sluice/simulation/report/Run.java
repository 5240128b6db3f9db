package dev.sluice.simulation.report;

import java.util.List;

/**
 * One run and what it came to.
 *
 * @param scenario its name
 * @param seed of the world
 * @param strategy by the name reports use
 * @param figures in numbers
 * @param violations the first ones in words
 */
public record Run(String scenario, long seed, String strategy, Figures figures, List<String> violations) {
    public Run {
        violations = List.copyOf(violations);
    }
}
