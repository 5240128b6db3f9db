package dev.sluice.operator.render;

import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Optional;

/** How many pods there are, and how many may leave at once. */
final class Scaling {
    private static final int DEFAULT_REPLICAS = 2;
    private static final int DEFAULT_CPU_PERCENT = 60;

    private Scaling() {}

    /** Empty where an autoscaler decides: then the Deployment says no number, and the two do not fight. */
    static Optional<Integer> replicas(GatewayParametersSpec parameters) {
        if (parameters.autoscaling() != null) {
            return Optional.empty();
        }
        Integer written = parameters.replicas();
        return Optional.of(written == null ? DEFAULT_REPLICAS : written);
    }

    /** One at a time, also with a single pod: a budget that forbids every eviction keeps nodes from being drained. */
    static PodDisruptionBudget disruptionBudget(Identity identity) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(identity.metadata())
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(identity.selector())
                .endSelector()
                .endSpec()
                .build();
    }

    /** @param leastPods for what is expected; it never leaves the bounds that the user gave */
    static Optional<HorizontalPodAutoscaler> autoscaler(
            Identity identity, GatewayParametersSpec parameters, int leastPods) {
        GatewayParametersSpec.Autoscaling wanted = parameters.autoscaling();
        if (wanted == null) {
            return Optional.empty();
        }
        Integer percent = wanted.targetCpuPercent();
        return Optional.of(new HorizontalPodAutoscalerBuilder()
                .withMetadata(identity.metadata())
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", identity.name())
                .withMinReplicas(Math.clamp(leastPods, wanted.minReplicas(), wanted.maxReplicas()))
                .withMaxReplicas(wanted.maxReplicas())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(percent == null ? DEFAULT_CPU_PERCENT : percent)
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build());
    }
}
