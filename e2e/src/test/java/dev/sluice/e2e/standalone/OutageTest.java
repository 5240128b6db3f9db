package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.http.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All providers down: an honest answer in time, and service again as soon as one is back. */
class OutageTest {

    @Test
    void answers503WithRetryAfterWithinTheDeadlineAndRecovers() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.run(world.folder)) {
            world.providers().forEach(SimulatedProvider::stopListening);

            HttpResponse<String> down = null;
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                down = SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber");
                assertTrue(
                        System.nanoTime() - start < 15_000_000_000L,
                        "within the policy's deadline of 10 s and what a busy machine adds");
                assertEquals(503, down.statusCode(), down.body());
            }

            assertTrue(down.headers().firstValue("Retry-After").isPresent(), "says when to come back");
            assertTrue(down.body().contains("\"error\"") && down.body().contains("\"id\":7"), down.body());

            world.metal.listen();
            Await.until(
                    "one provider back",
                    Duration.ofSeconds(60),
                    () -> {
                        try {
                            return SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber")
                                            .statusCode()
                                    == 200;
                        } catch (IOException e) {
                            return false;
                        }
                    },
                    sluice::plan);
        }
    }
}
