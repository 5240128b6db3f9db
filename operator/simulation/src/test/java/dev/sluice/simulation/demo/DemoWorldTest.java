package dev.sluice.simulation.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.http.RequiredCredential;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.LoadReport;
import dev.sluice.simulation.load.Pace;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWorldTest {
    private final Vertx vertx = Vertx.vertx();
    private final DemoWorld world =
            DemoWorld.start(vertx, DemoScenario.standard(18_080).withLength(Duration.ofSeconds(2)));

    @AfterEach
    void close() {
        world.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private LoadReport load(SimulatedProvider provider, long requests) {
        String path =
                switch (provider.options().credential()) {
                    case null -> "/";
                    case RequiredCredential.InPath inPath -> inPath.prefix() + inPath.value();
                    case RequiredCredential.InQuery inQuery -> "/?" + inQuery.name() + "=" + inQuery.value();
                    case RequiredCredential.InHeader inHeader -> "/keyless";
                };
        URI uri = URI.create("http://127.0.0.1:" + provider.port() + path);
        return new LoadGenerator(vertx)
                .run(LoadOptions.to(uri, new Pace.ClosedLoop(16)).withMostRequests(requests));
    }

    @Test
    void manifestsNameEveryProviderWithItsPortPriceAndKey(@TempDir Path folder) throws Exception {
        world.writeManifests(folder);
        String providers = Files.readString(folder.resolve("providers.yaml"));
        String pool = Files.readString(folder.resolve("pool.yaml"));
        String secrets = Files.readString(folder.resolve("secrets.yaml"));

        assertEquals(5, world.providers().size());
        for (SimulatedProvider provider : world.providers()) {
            assertTrue(providers.contains("metadata: {name: " + provider.name() + ","));
            assertTrue(providers.contains("port: " + provider.port() + "}"));
            assertTrue(pool.contains("{providerRef: {name: " + provider.name() + "}"));
            RequiredCredential credential = provider.options().credential();
            assertTrue(credential == null || secrets.contains("token: " + credential.value()));
            assertFalse(credential != null && providers.contains(credential.value()), "keys stay in Secrets");
        }
        assertTrue(providers.contains("perMillionRequests: \"14.00\""));
        assertTrue(Files.readString(folder.resolve("gateway.yaml")).contains("port: 18080"));
    }

    @Test
    void everyProviderAnswersItsClientsAndOnlyThem() {
        for (SimulatedProvider provider : world.providers()) {
            long expectedFailures = provider.options().credential() instanceof RequiredCredential.InHeader ? 32 : 0;

            LoadReport report = load(provider, 32);

            assertEquals(expectedFailures, report.failed(), report.examples().toString());
        }
    }

    @Test
    void thePreferredRegionFailsWhenTheStoryBeginsAndNoOther() {
        SimulatedProvider preferred = world.provider(world.preferred());
        assertEquals(DemoScenario.Phase.HEALTHY, world.phase());

        world.begin();
        LoadReport report = new LoadGenerator(vertx)
                .run(LoadOptions.to(
                                URI.create("http://127.0.0.1:" + preferred.port() + "/v2/demo-acme"),
                                new Pace.OpenLoop(200))
                        .withLongest(Duration.ofMillis(2_300)));

        assertEquals(DemoScenario.Phase.RECOVERED, world.phase());
        assertTrue(report.failed() > 60, "failed " + report.failed());
        assertEquals(report.failed(), preferred.served().status(503));
        List<LoadReport.Tally> seconds = report.seconds();
        assertEquals(0, seconds.getLast().failed(), "all is well at the end");
        assertEquals(0, load(world.provider("depin-a"), 32).failed());
    }

    @Test
    void knowsWhatWasSpentAndWhatThePreferredProviderAloneWouldHaveCost() {
        load(world.provider("depin-a"), 100);
        Map<String, Long> calls = Map.of("eth_call", 1_000L, "eth_getLogs", 10L);

        assertTrue(world.spentPicos() >= 100 * 2_500_000L);
        assertEquals(1_000 * 14_000_000L + 10 * 70_000_000L, world.preferredOnlyPicos(calls));
    }
}
