package dev.sluice.e2e.watching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.standalone.Await;
import dev.sluice.e2e.standalone.QuickstartWorld;
import dev.sluice.e2e.standalone.SluiceProcess;
import dev.sluice.simulation.load.CallMix;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.Pace;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The quickstart under a steady load, in which the provider that has most of it dies. */
final class Incident implements AutoCloseable {
    private static final double PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final QuickstartWorld world = new QuickstartWorld();
    final SluiceProcess sluice = SluiceProcess.run(world.folder);
    private final AtomicLong seconds = new AtomicLong();
    private final LoadGenerator.Running load;

    Incident() {
        load = new LoadGenerator(world.vertx)
                .start(
                        LoadOptions.to(
                                        URI.create("http://127.0.0.1:" + world.gatewayPort + "/eth"),
                                        new Pace.OpenLoop(PER_SECOND))
                                .withMix(CallMix.ethereum()),
                        second -> seconds.incrementAndGet());
    }

    /** Waits for so many more seconds of load. */
    void goOn(int more) {
        long until = seconds.get() + more;
        Await.until(more + " s of load", PATIENCE, () -> seconds.get() >= until, sluice::log);
    }

    void aProviderDies() {
        world.aws.stopListening();
        Await.until("its share has moved", PATIENCE, () -> share("default/aws-us-east-1") < 0.1, sluice::plan);
    }

    private double share(String provider) {
        return sluice.plan().findParents("provider").stream()
                .filter(each -> each.path("provider").asText().equals(provider))
                .mapToDouble((JsonNode each) -> each.path("share").asDouble())
                .max()
                .orElse(1);
    }

    @Override
    public void close() {
        load.stop();
        load.await();
        sluice.close();
        world.close();
    }
}
