package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.engine.score.Place;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("POD_NAMESPACE", "web", "SLUICE_GATEWAY_NAME", "edge", "POD_NAME", "edge-1");

    @Test
    void needOnlyTheGatewaysNameAndThePod() {
        GatewaySettings settings = GatewaySettings.of(LEAST);

        assertEquals("web/edge", settings.gateway());
        assertEquals("edge-1", settings.pod());
        assertEquals(9901, settings.adminPort());
        assertEquals(Path.of("/var/run/sluice"), settings.stateFolder());
        assertEquals(32 * 1024 * 1024, settings.cacheBytes());
        assertTrue(settings.accessLog() && !settings.forbidden().allowLoopback());
    }

    @Test
    void argumentsWinOverTheEnvironment() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("SLUICE_ADMIN_PORT", "1");

        GatewaySettings settings = GatewaySettings.of(environment, "--admin-port=2", "--gateway-namespace=other");

        assertEquals(2, settings.adminPort());
        assertEquals("other/edge", settings.gateway());
    }

    @Test
    void sayWhereThePodRunsAsFarAsThatIsKnown() {
        assertEquals(Place.UNKNOWN, GatewaySettings.of(LEAST).here());

        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("SLUICE_REGION", "eu-central-1");
        environment.put("SLUICE_ZONE", "");

        assertEquals(
                new Place("eu-central-1", ""), GatewaySettings.of(environment).here());
    }

    @Test
    void aMistakeIsNamedWithWhatWasExpected() {
        assertEquals("SLUICE_GATEWAY_NAME is not set; it has no default", mistake(Map.of("POD_NAMESPACE", "web")));
        assertEquals(
                "SLUICE_ADMIN_PORT is 70000; a number from 0 to 65535 is expected",
                mistake(LEAST, "--admin-port=70000"));
        assertEquals("SLUICE_ACCESS_LOG is yes; true or false is expected", mistake(LEAST, "--access-log=yes"));
        assertTrue(mistake(LEAST, "--admin-prot=1").startsWith("--admin-prot=1 is no option"));
        assertTrue(mistake(LEAST, "admin-port").startsWith("admin-port is no option"));
    }

    private static String mistake(Map<String, String> environment, String... arguments) {
        return assertThrows(IllegalArgumentException.class, () -> GatewaySettings.of(environment, arguments))
                .getMessage();
    }
}
