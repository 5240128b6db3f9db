package dev.sluice.operator.render;

import dev.sluice.contract.delivery.PlanLease;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All objects of a Gateway. Each is owned by it and goes away with it. */
public final class GatewayObjects {
    /** Who writes, as the API server notes it beside each field. */
    public static final String FIELD_MANAGER = "sluice";

    private GatewayObjects() {}

    public static Rendered render(RenderInput input) {
        return Delivery.of(Identity.of(input.gateway()), input).with(runtime(input));
    }

    /** What its pods are told, without what they run in: they need not wait for the rest to be rendered. */
    public static Rendered delivery(RenderInput input) {
        return Delivery.of(Identity.of(input.gateway()), input).with(List.of());
    }

    /** What its pods run in, in an order in which it can be created. */
    public static List<HasMetadata> runtime(RenderInput input) {
        Identity identity = Identity.of(input.gateway());
        List<HasMetadata> runtime = new ArrayList<>();
        runtime.add(Access.serviceAccount(identity));
        runtime.add(Access.role(identity));
        runtime.add(Access.roleBinding(identity));
        Network.service(identity, input).ifPresent(runtime::add);
        runtime.add(Network.policy(identity, input.snapshot()));
        runtime.add(Workload.deployment(identity, input));
        runtime.add(Scaling.disruptionBudget(identity));
        Scaling.autoscaler(identity, input.parameters(), input.leastPods()).ifPresent(runtime::add);
        return List.copyOf(runtime);
    }

    /** Labels that all pods of a Gateway carry, and those of no other Gateway in its namespace. */
    public static Map<String, String> podLabels(Gateway gateway) {
        return Identity.of(gateway).selector();
    }

    /** Name of the Service that a Gateway is reached by, and of all its objects without a fixed name. */
    public static String name(Gateway gateway) {
        return Identity.of(gateway).name();
    }

    /** The plan ConfigMap, which changes far more often than the rest. */
    public static ConfigMap plan(Gateway gateway, PlanLease lease) {
        return Delivery.plan(Identity.of(gateway), lease);
    }
}
