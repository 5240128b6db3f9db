package dev.sluice.operator.render;

import dev.sluice.contract.delivery.PlanLease;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.ArrayList;
import java.util.List;

/** All objects of a Gateway. Each is owned by it and goes away with it. */
public final class GatewayObjects {
    private GatewayObjects() {}

    public static Rendered render(RenderInput input) {
        Identity identity = Identity.of(input.gateway());
        List<HasMetadata> runtime = new ArrayList<>();
        runtime.add(Access.serviceAccount(identity));
        runtime.add(Access.role(identity));
        runtime.add(Access.roleBinding(identity));
        runtime.add(Network.service(identity, input));
        runtime.add(Network.policy(identity, input.snapshot()));
        runtime.add(Workload.deployment(identity, input));
        runtime.add(Scaling.disruptionBudget(identity));
        Scaling.autoscaler(identity, input.parameters()).ifPresent(runtime::add);
        return Delivery.of(identity, input).with(runtime);
    }

    /** The plan ConfigMap, which changes far more often than the rest. */
    public static ConfigMap plan(Gateway gateway, PlanLease lease) {
        return Delivery.plan(Identity.of(gateway), lease);
    }
}
