package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds and merges what governs a rule and a backend, and fails closed. */
public final class GoverningPolicies {
    private final List<TranslatedPolicy> policies;
    private final Map<TargetKey, List<TranslatedPolicy>> byTarget = new HashMap<>();
    private final LastAccepted lastAccepted;
    private final Map<List<String>, Governing> merged = new HashMap<>();

    /**
     * @param policies oldest first
     * @param previous snapshots of the Gateway this is for, newest last
     */
    GoverningPolicies(List<TranslatedPolicy> policies, List<ConfigSnapshot> previous) {
        this.policies = List.copyOf(policies);
        for (TranslatedPolicy policy : policies) {
            Set.copyOf(policy.targets()).forEach(target -> byTarget.computeIfAbsent(target, t -> new ArrayList<>())
                    .add(policy));
        }
        this.lastAccepted = new LastAccepted(previous);
    }

    /** Whether everything is governed as it was before; never where an invalid policy has what was in force decide. */
    public boolean sameAs(GoverningPolicies before) {
        return policies.equals(before.policies) && policies.stream().allMatch(policy -> policy.draft() != null);
    }

    /**
     * @param gateway id
     * @param listeners names of those the route is attached to
     * @param route id
     * @param rule name
     * @param pool id, or null for a Service
     */
    public Governing of(String gateway, List<String> listeners, String route, String rule, @Nullable String pool) {
        List<TargetKey> levels = new ArrayList<>();
        if (pool != null) {
            levels.add(TargetKey.pool(pool));
        }
        levels.add(TargetKey.route(route, rule));
        levels.add(TargetKey.route(route, null));
        listeners.forEach(l -> levels.add(TargetKey.gateway(gateway, l)));
        levels.add(TargetKey.gateway(gateway, null));
        return merge(levels);
    }

    private Governing merge(List<TargetKey> levels) {
        List<TranslatedPolicy> chain = levels.stream()
                .flatMap(level -> byTarget.getOrDefault(level, List.of()).stream())
                .distinct()
                .toList();
        List<String> ids = chain.stream().map(p -> p.ref().id()).toList();
        return chain.stream().allMatch(p -> p.draft() != null)
                ? merged.computeIfAbsent(ids, same -> merge(chain, ids, levels))
                : merge(chain, ids, levels);
    }

    private Governing merge(List<TranslatedPolicy> chain, List<String> ids, List<TargetKey> levels) {
        List<PolicyDraft> drafts = new ArrayList<>();
        for (TranslatedPolicy policy : chain) {
            Optional<PolicyDraft> draft =
                    policy.draft() == null ? lastAccepted.of(policy.ref().id(), ids) : Optional.of(policy.draft());
            draft.ifPresent(drafts::add);
            if (draft.isEmpty() && (policy.closes() || unguarded(policy, levels, chain))) {
                return new Governing.Refused(policy.ref() + " is invalid: " + policy.invalid());
            }
        }
        return new Governing.InForce(PolicyMerge.merge(drafts));
    }

    /** Whether an invalid policy has a target here that no accepted one holds for. */
    private boolean unguarded(TranslatedPolicy invalid, List<TargetKey> levels, List<TranslatedPolicy> chain) {
        return invalid.targets().stream().filter(levels::contains).anyMatch(target -> chain.stream()
                .noneMatch(p -> guards(p, target, levels)));
    }

    private boolean guards(TranslatedPolicy policy, TargetKey target, List<TargetKey> levels) {
        return (policy.draft() != null || lastAccepted.has(policy.ref().id()))
                && policy.targets().stream().anyMatch(t -> t.sameObject(target) && levels.contains(t));
    }
}
