package dev.sluice.operator.status.decide;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.rollout.Moment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.PolicyAncestorStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.PolicyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BackendTLSPolicies: one entry per Gateway of ours that leads to a target; entries of other controllers are theirs. */
final class BackendTlsDecision {
    /** As the definition has it. */
    private static final int MOST_ANCESTORS = 16;

    private static final Set<String> OWNED =
            Set.of(ConditionType.ACCEPTED.label(), ConditionType.RESOLVED_REFS.label());

    private BackendTlsDecision() {}

    static Optional<BackendTLSPolicy> decide(BackendTLSPolicy written, Moment moment) {
        List<PolicyAncestorStatus> carried = written.getStatus() == null
                ? List.of()
                : Objects.requireNonNullElse(written.getStatus().getAncestors(), List.of());
        return moment.said(written)
                .map(said -> ancestors(carried, said, ObjectRef.namespace(written), moment.nowMillis()))
                .filter(ancestors -> !ancestors.equals(carried))
                .map(ancestors -> new BackendTLSPolicy(
                        written.getApiVersion(),
                        written.getKind(),
                        written.getMetadata(),
                        written.getSpec(),
                        new PolicyStatus(ancestors)));
    }

    private static List<PolicyAncestorStatus> ancestors(
            List<PolicyAncestorStatus> carried, ObjectStatus said, String namespace, long nowMillis) {
        List<ParentStatus> left = new ArrayList<>(said.parents());
        List<PolicyAncestorStatus> ancestors = new ArrayList<>();
        for (PolicyAncestorStatus old : carried) {
            if (!GatewayTranslator.CONTROLLER.equals(old.getControllerName())) {
                ancestors.add(old);
                continue;
            }
            left.stream()
                    .filter(p -> same(p.parent(), old.getAncestorRef(), namespace))
                    .findFirst()
                    .ifPresent(next -> {
                        left.remove(next);
                        ancestors.add(entry(next, old, said.observedGeneration(), nowMillis));
                    });
        }
        left.stream()
                .limit(Math.max(0, MOST_ANCESTORS - ancestors.size()))
                .forEach(p -> ancestors.add(entry(p, null, said.observedGeneration(), nowMillis)));
        return ancestors;
    }

    private static PolicyAncestorStatus entry(
            ParentStatus said, @Nullable PolicyAncestorStatus old, long generation, long nowMillis) {
        Parent p = said.parent();
        return new PolicyAncestorStatus(
                old == null
                        ? new ParentReference(p.group(), p.kind(), p.name(), p.namespace(), p.port(), p.sectionName())
                        : old.getAncestorRef(),
                Conditions.merge(
                        old == null ? null : old.getConditions(), said.conditions(), OWNED, generation, nowMillis),
                GatewayTranslator.CONTROLLER);
    }

    private static boolean same(Parent parent, ParentReference ref, String namespace) {
        return parent.name().equals(ref.getName())
                && parent.namespace().equals(Objects.requireNonNullElse(ref.getNamespace(), namespace));
    }
}
