package dev.sluice.control.plan.assess;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.RequestClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a snapshot needs shares for: each policy and pool that meet in a rule, for each request class. */
public final class PlanKeys {
    private PlanKeys() {}

    /** A key with what it refers to. */
    public record Scope(PlanKey key, Policy policy, Pool pool, List<String> requiredCapabilities) {}

    /** In the snapshot's order, each once. */
    public static List<Scope> of(ConfigSnapshot snapshot) {
        Map<String, Policy> policies = snapshot.policies().stream().collect(Collectors.toMap(Policy::id, p -> p));
        Map<String, Pool> pools = snapshot.pools().stream().collect(Collectors.toMap(Pool::id, p -> p));
        Set<Meeting> meetings = new LinkedHashSet<>();
        snapshot.routes().stream()
                .flatMap(route -> route.rules().stream())
                .flatMap(rule -> rule.backends().stream())
                .forEach(backend -> {
                    if (backend.target() instanceof Backend.ToPool to) {
                        meetings.add(new Meeting(backend.policy(), to.id()));
                    }
                });
        List<Scope> scopes = new ArrayList<>();
        for (Meeting meeting : meetings) {
            Policy policy = meeting.policy().equals(Policy.NONE)
                    ? policies.getOrDefault(Policy.NONE, Policy.DEFAULTS)
                    : policies.get(meeting.policy());
            Pool pool = pools.get(meeting.pool());
            if (policy != null && pool != null && !pool.members().isEmpty()) {
                addClasses(policy, pool, scopes);
            }
        }
        return scopes;
    }

    private static void addClasses(Policy policy, Pool pool, List<Scope> into) {
        Map<String, List<String>> required = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (RequestClass requestClass : policy.requestClasses()) {
            names.add(requestClass.name());
            required.put(requestClass.name(), requestClass.requiredCapabilities());
        }
        if (!names.contains(RequestClass.DEFAULT)) {
            names.add(RequestClass.DEFAULT);
        }
        for (String name : names) {
            into.add(new Scope(
                    new PlanKey(policy.id(), pool.id(), name), policy, pool, required.getOrDefault(name, List.of())));
        }
    }

    private record Meeting(String policy, String pool) {}
}
