package dev.sluice.operator.status.decide;

import dev.sluice.control.status.ConditionType;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.rollout.Moment;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClassStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** GatewayClasses of our controller: Accepted, and the features that work. */
final class ClassDecision {
    private static final Set<String> OWNED = Set.of(ConditionType.ACCEPTED.label());

    private ClassDecision() {}

    static Optional<GatewayClass> decide(GatewayClass written, Moment moment) {
        if (!GatewayTranslator.CONTROLLER.equals(written.getSpec().getControllerName())) {
            return Optional.empty();
        }
        GatewayClassStatus carried = written.getStatus() == null ? new GatewayClassStatus() : written.getStatus();
        return moment.said(written).flatMap(said -> {
            List<Condition> conditions = Conditions.merge(
                    carried.getConditions(), said.conditions(), OWNED, said.observedGeneration(), moment.nowMillis());
            if (conditions.equals(carried.getConditions())
                    && Features.SUPPORTED.equals(carried.getSupportedFeatures())) {
                return Optional.empty();
            }
            GatewayClassStatus status = new GatewayClassStatus(conditions, Features.SUPPORTED);
            status.setAdditionalProperties(carried.getAdditionalProperties());
            return Optional.of(new GatewayClass(
                    written.getApiVersion(), written.getKind(), written.getMetadata(), written.getSpec(), status));
        });
    }
}
