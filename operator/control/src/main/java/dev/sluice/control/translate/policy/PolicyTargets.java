package dev.sluice.control.translate.policy;

import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.PolicyTarget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What policies hold for: the targets that exist, and what is said about each. */
final class PolicyTargets {
    private final Catalog catalog;

    PolicyTargets(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Targets that exist, one entry for each as written; empty where there is none. */
    List<Optional<TargetKey>> find(RoutingPolicy policy, Findings findings) {
        List<Optional<TargetKey>> found = new ArrayList<>();
        List<PolicyTarget> targets = policy.getSpec().targetRefs();
        for (int i = 0; i < targets.size(); i++) {
            found.add(find(ObjectRef.namespace(policy), "spec.targetRefs[" + i + "]", targets.get(i), findings));
        }
        return found;
    }

    private Optional<TargetKey> find(String namespace, String path, PolicyTarget target, Findings findings) {
        String kind = target.kind();
        String group = kind.equals("ProviderPool") ? References.SLUICE : References.GATEWAY_API;
        if (!List.of("Gateway", "HTTPRoute", "ProviderPool").contains(kind)
                || !target.group().equals(group)) {
            findings.invalid(
                    path,
                    kind + " of group " + target.group() + " cannot be a target",
                    "a Gateway or HTTPRoute of " + References.GATEWAY_API + " or a ProviderPool of "
                            + References.SLUICE);
            return Optional.empty();
        }
        ObjectRef ref = new ObjectRef(kind, namespace, target.name());
        if (catalog.rejected(ref)) {
            findings.unresolved(path, Reason.TARGET_NOT_FOUND, ref + " is refused for mistakes of its own");
            return Optional.empty();
        }
        Optional<? extends HasMetadata> object = catalog.find(type(kind), ref.id());
        if (object.isEmpty()) {
            findings.mistake(
                    path, ref + " does not exist in namespace " + namespace, "the name of an existing " + kind);
            findings.unresolved(path, Reason.TARGET_NOT_FOUND, ref + " does not exist");
            return Optional.empty();
        }
        if (target.sectionName() != null && !sections(object.get()).contains(target.sectionName())) {
            findings.mistake(path + ".sectionName", ref + " has no section " + target.sectionName(), sectionWord(kind));
            findings.unresolved(path, Reason.TARGET_NOT_FOUND, ref + " has no section " + target.sectionName());
            return Optional.empty();
        }
        return Optional.of(new TargetKey(kind, ref.id(), target.sectionName()));
    }

    private static Class<? extends HasMetadata> type(String kind) {
        return switch (kind) {
            case "Gateway" -> Gateway.class;
            case "HTTPRoute" -> HTTPRoute.class;
            default -> ProviderPool.class;
        };
    }

    private static String sectionWord(String kind) {
        return kind.equals("Gateway") ? "the name of a listener" : "the name of a rule";
    }

    private static Set<String> sections(HasMetadata object) {
        return switch (object) {
            case Gateway g ->
                g.getSpec().getListeners().stream().map(l -> l.getName()).collect(Collectors.toSet());
            case HTTPRoute r ->
                r.getSpec().getRules().stream()
                        .flatMap(rule -> Stream.ofNullable(rule.getName()))
                        .collect(Collectors.toSet());
            default -> Set.of();
        };
    }
}
