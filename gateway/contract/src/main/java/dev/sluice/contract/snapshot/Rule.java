package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a route: any match leads to the filters and then to one of the backends, drawn by weight.
 *
 * @param name the rule's name, or its index as text
 * @param matches alternatives; never empty (the translator writes the default {@code /} prefix)
 * @param filters applied in order before forwarding
 * @param backends drawn by weight; a weight of zero is never drawn. Empty with a {@link Filter.Redirect}
 * @param timeouts the route's own, which win over the policy's; null fields fall through
 * @param retry the route's own, which wins over the policy's
 * @param refusal why this rule answers 500 whatever its backends are: a policy that must hold is invalid
 */
public record Rule(
        String name,
        List<Match> matches,
        List<Filter> filters,
        List<Backend> backends,
        @Nullable Timeouts timeouts,
        @Nullable Retry retry,
        @Nullable String refusal) {
    public Rule {
        matches = List.copyOf(matches);
        filters = List.copyOf(filters);
        backends = List.copyOf(backends);
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("a rule needs at least one match");
        }
    }
}
