package dev.sluice.operator.status.plan;

import dev.sluice.crds.v1alpha1.TrafficPlan;
import dev.sluice.crds.v1alpha1.plan.TrafficPlanSpec;
import dev.sluice.crds.v1alpha1.type.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.Map;

/** The TrafficPlan of a Gateway, which has its name and goes with it. */
final class PlanObjects {
    private PlanObjects() {}

    static TrafficPlan of(Gateway gateway) {
        TrafficPlan plan = new TrafficPlan();
        plan.setMetadata(new ObjectMetaBuilder()
                .withName(gateway.getMetadata().getName())
                .withNamespace(gateway.getMetadata().getNamespace())
                .withLabels(Map.of("app.kubernetes.io/managed-by", "sluice"))
                .addNewOwnerReference()
                .withApiVersion(gateway.getApiVersion())
                .withKind(gateway.getKind())
                .withName(gateway.getMetadata().getName())
                .withUid(gateway.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .build());
        plan.setSpec(new TrafficPlanSpec(
                new LocalObjectReference(gateway.getMetadata().getName())));
        return plan;
    }
}
