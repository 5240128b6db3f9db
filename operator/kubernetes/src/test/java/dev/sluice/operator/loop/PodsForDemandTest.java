package dev.sluice.operator.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.control.forecast.PodFloor.Expected;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec.Autoscaling;
import dev.sluice.operator.status.World;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the demand that a plan expects meets what is ordered for a Gateway. */
class PodsForDemandTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Expected GROWING = new Expected(200, 500);

    private static ServedGateway served(@Nullable Autoscaling autoscaling) {
        Gateway gateway = new World().get(Gateway.class, "team", "edge");
        FakeOutside outside = new FakeOutside();
        ServedGateway served = new ServedGateway(
                gateway,
                new Recalled(Optional.empty(), Credentials.NONE, Optional.empty()),
                outside.planDelivery(World.GATEWAY, Optional.empty()),
                Map.of(),
                Map.of(),
                0);
        ConfigSnapshot empty = served.snapshot();
        served.want(
                new GatewayConfig(empty, Credentials.NONE, List.of()),
                new GatewayParametersSpec(null, autoscaling, null, null, null, null, null, null),
                1,
                0);
        served.scaleFor(new Expected(200, 200), 2, SECOND);
        return served;
    }

    @Test
    void growthOrdersMorePodsOnceAndNotTheSameAgain() {
        ServedGateway served = served(new Autoscaling(2, 10, null));

        assertTrue(served.scaleFor(GROWING, 2, 2 * SECOND));
        assertEquals(5, served.order().orElseThrow().leastPods());
        assertFalse(served.scaleFor(GROWING, 2, 4 * SECOND));
    }

    @Test
    void calmOrdersNothing() {
        ServedGateway served = served(new Autoscaling(2, 10, null));
        assertFalse(served.scaleFor(new Expected(210, 210), 2, 400 * SECOND));
    }

    @Test
    void withoutAnAutoscalerNothingIsOrdered() {
        ServedGateway served = served(null);
        assertFalse(served.scaleFor(GROWING, 2, 2 * SECOND));
        assertEquals(0, served.order().orElseThrow().leastPods());
    }
}
