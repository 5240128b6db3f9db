package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.engine.model.ModelCompiler;
import dev.sluice.engine.model.Violation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at what is about to be published with the eyes of the gateway's own compiler, and not twice at the same. For one thread. */
final class CompilerCheck {
    private final Map<String, ConfigSnapshot> taken = new HashMap<>();

    /** What it would not take, by object; empty where everything can be served. */
    Map<ObjectRef, Problem> refused(List<GatewayConfig> configs) {
        taken.keySet()
                .retainAll(
                        configs.stream().map(each -> each.snapshot().gateway()).toList());
        Map<ObjectRef, Problem> refused = new LinkedHashMap<>();
        for (GatewayConfig config : configs) {
            for (Violation violation : violations(config.snapshot())) {
                refused.putIfAbsent(
                        object(violation.object(), config.snapshot().gateway()),
                        new Problem("spec." + violation.path(), violation.message()));
            }
        }
        return refused;
    }

    /** Gateways whose snapshot would not be taken. */
    Map<ObjectRef, Problem> refusedGateways(List<GatewayConfig> configs) {
        Map<ObjectRef, Problem> refused = new LinkedHashMap<>();
        for (GatewayConfig config : configs) {
            List<Violation> violations = violations(config.snapshot());
            if (!violations.isEmpty()) {
                refused.put(
                        gateway(config.snapshot().gateway()),
                        new Problem("spec", violations.getFirst().toString()));
            }
        }
        return refused;
    }

    private List<Violation> violations(ConfigSnapshot snapshot) {
        List<Violation> violations = ModelCompiler.violations(snapshot, taken.get(snapshot.gateway()));
        if (violations.isEmpty()) {
            taken.put(snapshot.gateway(), snapshot);
        }
        return violations;
    }

    /** The object a violation names: {@code Kind/namespace/name}; the first of merged policies; a Gateway for its listeners. */
    private static ObjectRef object(String named, String gateway) {
        String[] parts = named.split("[/+@ ]");
        return parts.length < 3 || parts[0].equals("Gateway")
                ? gateway(gateway)
                : new ObjectRef(parts[0], parts[1], parts[2]);
    }

    private static ObjectRef gateway(String id) {
        int slash = id.indexOf('/');
        return new ObjectRef("Gateway", id.substring(0, slash), id.substring(slash + 1));
    }
}
