package dev.sluice.operator.status.decide;

import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersStatus;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.rollout.Moment;
import dev.sluice.operator.status.rollout.Rollout;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** GatewayParameters: accepted, and therefore ready. */
final class ParametersDecision {
    private static final Set<String> OWNED =
            Set.of(ConditionType.ACCEPTED.label(), ConditionType.RESOLVED_REFS.label(), ConditionType.READY.label());

    private ParametersDecision() {}

    static Optional<GatewayParameters> decide(GatewayParameters written, Moment moment) {
        List<io.fabric8.kubernetes.api.model.Condition> carried =
                written.getStatus() == null ? List.of() : written.getStatus().conditions();
        return moment.said(written).flatMap(said -> {
            Condition ready = Rollout.ready(said, true);
            GatewayParametersStatus next = new GatewayParametersStatus(
                    said.observedGeneration(),
                    Conditions.merge(
                            carried,
                            Stream.concat(said.conditions().stream(), Stream.of(ready))
                                    .toList(),
                            OWNED,
                            said.observedGeneration(),
                            moment.nowMillis()));
            if (Objects.equals(next, written.getStatus())) {
                return Optional.empty();
            }
            GatewayParameters copy = new GatewayParameters();
            copy.setMetadata(written.getMetadata());
            copy.setSpec(written.getSpec());
            copy.setStatus(next);
            return Optional.of(copy);
        });
    }
}
