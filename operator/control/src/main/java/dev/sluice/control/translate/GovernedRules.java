package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.control.translate.policy.Governing;
import dev.sluice.control.translate.policy.GoverningPolicies;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives every backend its effective policy, and refuses what an invalid policy must not let through. */
final class GovernedRules {
    private final String gateway;
    private final GoverningPolicies governing;
    private final Map<String, Policy> policies = new TreeMap<>();

    GovernedRules(String gateway, GoverningPolicies governing) {
        this.gateway = gateway;
        this.governing = governing;
    }

    List<Rule> govern(String route, List<String> listeners, List<Rule> rules) {
        return rules.stream().map(r -> govern(route, listeners, r)).toList();
    }

    /** Every policy some backend has, by id. */
    List<Policy> policies() {
        return List.copyOf(policies.values());
    }

    private Rule govern(String route, List<String> listeners, Rule rule) {
        String refusal = refusal(route, listeners, rule);
        List<Backend> backends = refusal == null
                ? rule.backends().stream()
                        .map(b -> govern(route, listeners, rule.name(), b))
                        .toList()
                : unresolved(rule.backends(), refusal);
        return new Rule(rule.name(), rule.matches(), rule.filters(), backends, rule.timeouts(), rule.retry(), refusal);
    }

    private @Nullable String refusal(String route, List<String> listeners, Rule rule) {
        if (rule.refusal() != null) {
            return rule.refusal();
        }
        return switch (governing.of(gateway, listeners, route, rule.name(), null)) {
            case Governing.Refused refused -> refused.reason();
            case Governing.InForce in -> null;
        };
    }

    private Backend govern(String route, List<String> listeners, String rule, Backend backend) {
        if (!(backend.target() instanceof Backend.ToPool to)) {
            return backend;
        }
        return switch (governing.of(gateway, listeners, route, rule, to.id())) {
            case Governing.InForce in -> {
                policies.put(in.policy().id(), in.policy());
                yield new Backend(backend.weight(), to, in.policy().id(), backend.filters());
            }
            case Governing.Refused refused ->
                new Backend(backend.weight(), new Backend.Unresolved(refused.reason()), Policy.NONE, backend.filters());
        };
    }

    /** A refused rule leads nowhere, so that nothing of it can be sent by mistake. */
    private static List<Backend> unresolved(List<Backend> backends, String reason) {
        return backends.stream()
                .map(b -> new Backend(b.weight(), new Backend.Unresolved(reason), Policy.NONE, b.filters()))
                .toList();
    }
}
