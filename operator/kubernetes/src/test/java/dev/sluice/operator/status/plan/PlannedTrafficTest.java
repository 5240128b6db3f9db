package dev.sluice.operator.status.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.crds.v1alpha1.plan.PlannedTraffic;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedTrafficTest {
    /** Empty fields are left out elsewhere; here the definition asks for the field, and empty means the defaults. */
    @Test
    void trafficWithoutAPolicyNamesTheEmptyOne() {
        String json = Serialization.asJson(new PlannedTraffic("", "team/files", "default", null, List.of()));

        assertTrue(json.contains("\"policy\":\"\""), json);
    }
}
