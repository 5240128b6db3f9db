package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Rule;
import java.util.List;

/**
 * A rule with its backends resolved.
 *
 * @param index among all rules
 * @param route {@code namespace/name}
 * @param rule as in the snapshot: filters, refusal
 * @param backends to draw from
 * @param totalWeight of the backends; 0 where none can be drawn
 */
public record CompiledRule(int index, String route, Rule rule, List<CompiledBackend> backends, long totalWeight) {
    public CompiledRule {
        backends = List.copyOf(backends);
    }
}
