package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.http.RequiredCredential;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A Secret that is missing, then created, then rotated, without a restart and without a failed request. */
class CredentialsTest {

    @Test
    void providerWaitsForItsSecretThenFollowsItsRotation() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld()) {
            String whole = world.quickstart();
            int secretAt = whole.indexOf("# A stand-in");
            int poolAt = whole.indexOf("---", secretAt);
            world.write("quickstart.yaml", whole.substring(0, secretAt) + "\n" + whole.substring(poolAt));
            try (SluiceProcess sluice = SluiceProcess.run(world.folder)) {
                callMany(world, 50);
                assertEquals(0, world.aws.served().requests(), "no request goes out without its key");
                assertTrue(sluice.status().toString().contains("acme-nodes"), "the missing Secret is named");

                world.write("secret.yaml", secret("change-me"));
                Await.until(
                        "the provider is used", Duration.ofSeconds(60), () -> callsAfter(world) > 0, sluice::status);

                world.aws.requireCredential(new RequiredCredential.InHeader("X-Api-Key", "rotated-key"));
                world.write("secret.yaml", secret("rotated-key"));
                Await.until(
                        "the new key is used",
                        Duration.ofSeconds(60),
                        () -> {
                            callsAfter(world);
                            return world.aws.served().credentials().getOrDefault("rotated-key", 0L) > 3;
                        },
                        () -> world.aws.served());

                assertEquals(0, world.aws.served().credentials().getOrDefault("", 0L), "never without a key");
                for (String shown : new String[] {
                    sluice.log(),
                    sluice.status().toString(),
                    sluice.plan().toString(),
                    sluice.get("/metrics").body()
                }) {
                    assertFalse(shown.contains("change-me") || shown.contains("rotated-key"), "a key was shown");
                }
            }
        }
    }

    private static long callsAfter(QuickstartWorld world) {
        try {
            callMany(world, 20);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return world.aws.served().requests();
    }

    private static void callMany(QuickstartWorld world, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertEquals(
                    200,
                    SluiceProcess.call(world.gatewayPort, "/eth", "eth_chainId").statusCode());
        }
    }

    private static String secret(String token) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: acme-nodes}
                stringData: {token: %s}
                """.formatted(token);
    }
}
