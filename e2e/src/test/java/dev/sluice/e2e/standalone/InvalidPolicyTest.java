package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A policy may carry law, so a broken one fails closed: what was accepted stays in force, and nothing serves without. */
class InvalidPolicyTest {

    @Test
    void lastAcceptedGenerationStaysInForceWhenAPolicyBecomesInvalid() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld()) {
            String lawful = world.quickstart().replace("deniedJurisdictions: []", "allowedJurisdictions: [DE]");
            world.write("quickstart.yaml", lawful);
            try (SluiceProcess sluice = SluiceProcess.run(world.folder)) {
                long before = world.aws.served().calls("eth_gasPrice");

                world.write(
                        "quickstart.yaml",
                        lawful.replace("allowedJurisdictions: [DE]", "allowedJurisdictions: []")
                                .replace("timeouts: {request: 10s}", "timeouts: {request: soon}"));

                Await.until(
                        "the mistake is shown",
                        Duration.ofSeconds(60),
                        () -> sluice.status().toString().contains("spec.timeouts.request"),
                        sluice::status);
                for (int i = 0; i < 200; i++) {
                    assertEquals(
                            200,
                            SluiceProcess.call(world.gatewayPort, "/eth", "eth_gasPrice")
                                    .statusCode());
                }
                assertEquals(before, world.aws.served().calls("eth_gasPrice"), "the law of the accepted policy holds");
                assertEquals(0, world.depin.served().calls("eth_gasPrice"), "a provider that declares none is out");
                assertEquals(200, world.metal.served().calls("eth_gasPrice"));
            }
        }
    }

    @Test
    void newInvalidPolicyMakesItsRouteAnswer500UntilItIsMended() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld()) {
            String onlyBroken = world.quickstart().replace("timeouts: {request: 10s}", "timeouts: {request: soon}");
            world.write("quickstart.yaml", onlyBroken);
            world.write("other.yaml", """
                    apiVersion: gateway.networking.k8s.io/v1
                    kind: HTTPRoute
                    metadata: {name: other}
                    spec:
                      parentRefs: [{name: edge}]
                      rules:
                      - matches: [{path: {type: PathPrefix, value: /other}}]
                        backendRefs: [{group: sluice.dev, kind: ProviderPool, name: ethereum}]
                    """);
            try (SluiceProcess sluice = SluiceProcess.start(world.folder)) {
                Await.until(
                        "the other route serves",
                        Duration.ofSeconds(60),
                        () -> status(world, "/other") == 200,
                        sluice::log);
                assertEquals(500, status(world, "/eth"));

                world.write("quickstart.yaml", world.quickstart());

                Await.until(
                        "the mended one serves",
                        Duration.ofSeconds(60),
                        () -> status(world, "/eth") == 200,
                        sluice::status);
            }
        }
    }

    private static int status(QuickstartWorld world, String path) {
        try {
            return SluiceProcess.call(world.gatewayPort, path, "eth_blockNumber")
                    .statusCode();
        } catch (IOException notListening) {
            return 0;
        }
    }
}
