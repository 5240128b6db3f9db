package dev.sluice.operator.render;

import dev.sluice.contract.delivery.PackedSnapshot;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;

/**
 * One Gateway and what it came to.
 *
 * @param gateway as the API server holds it, with its uid
 * @param parameters how its pods are run; {@link #DEFAULT_PARAMETERS} where none are named
 * @param leastPods that an autoscaler is to keep for what is expected, within its bounds; 0 for what the parameters say
 * @param snapshot what it serves
 * @param packed the same as Secrets hold it
 * @param credentials values of the secrets that the snapshot names
 * @param image what its pods run
 */
public record RenderInput(
        Gateway gateway,
        GatewayParametersSpec parameters,
        int leastPods,
        ConfigSnapshot snapshot,
        PackedSnapshot packed,
        Credentials credentials,
        GatewayImage image) {

    public static final GatewayParametersSpec DEFAULT_PARAMETERS =
            new GatewayParametersSpec(null, null, null, null, null, null, null, null);
}
