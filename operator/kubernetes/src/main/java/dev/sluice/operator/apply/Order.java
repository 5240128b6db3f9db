package dev.sluice.operator.apply;

import dev.sluice.contract.delivery.PackedSnapshot;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;

/**
 * What is to be applied for a Gateway.
 *
 * @param config with the epoch and revision it is written under
 * @param packed its snapshot, as Secrets hold it
 * @param parameters how its pods are run
 * @param leastPods that an autoscaler is to keep for what is expected; 0 for what its parameters say
 * @param attempt grows where everything is to be written again, whatever was written before
 */
public record Order(
        GatewayConfig config, PackedSnapshot packed, GatewayParametersSpec parameters, int leastPods, int attempt) {}
