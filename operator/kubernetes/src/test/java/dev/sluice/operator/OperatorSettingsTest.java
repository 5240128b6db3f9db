package dev.sluice.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorSettingsTest {
    @Test
    void readsWhatTheChartSets() {
        OperatorSettings settings = OperatorSettings.of(Map.of(
                "POD_NAME", "sluice-1",
                "POD_IP", "10.0.0.7",
                "POD_NAMESPACE", "sluice-system",
                "SLUICE_WATCH_NAMESPACES", "team-a, team-b",
                "SLUICE_GATEWAY_IMAGE", "example.com/gateway:1",
                "SLUICE_GATEWAY_IMAGE_PULL_SECRETS", "registry"));

        assertEquals("sluice-1_10.0.0.7", settings.identity());
        assertEquals(List.of("team-a", "team-b"), settings.watchNamespaces());
        assertEquals("example.com/gateway:1", settings.gatewayImage().name());
        assertEquals(List.of("registry"), settings.gatewayImage().pullSecrets());
    }

    @Test
    void anAddressOfPrometheusThatIsNoneIsRefusedByVariable() {
        assertEquals(
                "http://prometheus:9090",
                String.valueOf(OperatorSettings.of(Map.of("SLUICE_PROMETHEUS_URL", "http://prometheus:9090"))
                        .prometheus()));
        for (String wrong : List.of("prometheus:9090", "file:///etc", "http://", "no url")) {
            var refused = assertThrows(
                    IllegalArgumentException.class, () -> OperatorSettings.of(Map.of("SLUICE_PROMETHEUS_URL", wrong)));
            assertTrue(refused.getMessage().startsWith("SLUICE_PROMETHEUS_URL"));
        }
    }

    @Test
    void anotherControllersNameIsRefusedByVariable() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> OperatorSettings.of(Map.of("SLUICE_CONTROLLER_NAME", "example.com/other")));

        assertTrue(refused.getMessage().startsWith("SLUICE_CONTROLLER_NAME"));
    }
}
