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
        return new Entries<PolicyAncestorStatus>(
                        PolicyAncestorStatus::getControllerName,
                        (each, old) -> same(each.parent(), old.getAncestorRef(), namespace),
                        (each, old) -> entry(each, old, said.observedGeneration(), nowMillis))
                .merge(carried, said.parents(), MOST_ANCESTORS);
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
