package dev.sluice.control.translate;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a gateway's compiler would not take, by object; such an object is left out and says why. */
record Refusals(Map<ObjectRef, Problem> byObject) {
    static final Refusals NONE = new Refusals(Map.of());

    Refusals {
        byObject = Map.copyOf(byObject);
    }

    /** Findings to start translating an object with. */
    Findings of(HasMetadata object) {
        Findings findings = new Findings();
        addTo(findings, ObjectRef.of(object));
        return findings;
    }

    void addTo(Findings findings, ObjectRef object) {
        Problem problem = byObject.get(object);
        if (problem != null) {
            findings.invalid(problem.path(), problem.message(), "what a gateway can serve");
        }
    }

    boolean holds(HasMetadata object) {
        return !byObject.isEmpty() && byObject.containsKey(ObjectRef.of(object));
    }

    /** Whether nothing that routes depend on is refused. */
    boolean onlyRoutes() {
        return byObject.keySet().stream().allMatch(ref -> ref.kind().endsWith("Route"));
    }

    /** By id, for RoutingPolicies. */
    Map<String, Problem> policies() {
        return byObject.entrySet().stream()
                .filter(e -> e.getKey().kind().equals("RoutingPolicy"))
                .collect(Collectors.toUnmodifiableMap(e -> e.getKey().id(), Map.Entry::getValue));
    }

    Refusals and(Map<ObjectRef, Problem> more) {
        Map<ObjectRef, Problem> all = new HashMap<>(more);
        all.putAll(byObject);
        return new Refusals(all);
    }
}
