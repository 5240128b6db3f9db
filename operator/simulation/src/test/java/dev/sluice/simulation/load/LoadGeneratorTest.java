package dev.sluice.simulation.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.http.HostileUpstream;
import dev.sluice.simulation.http.Hostility;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.http.SimulatedProviderOptions;
import dev.sluice.simulation.model.Impairment;
import dev.sluice.simulation.model.LatencyShape;
import dev.sluice.simulation.model.ProviderProfile;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    private static final int SOME = 300_000;
    private static final int ALL = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final LoadGenerator load = new LoadGenerator(vertx);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static LoadOptions closed(int port, long requests) {
        return LoadOptions.to(URI.create("http://127.0.0.1:" + port + "/"), new Pace.ClosedLoop(16))
                .withMostRequests(requests);
    }

    private SimulatedProvider provider() {
        return SimulatedProvider.start(vertx, SimulatedProviderOptions.named("a"));
    }

    @Test
    void everyCallOfTheMixIsAnsweredWellByAGoodProvider() {
        SimulatedProvider provider = provider();

        LoadReport report = load.run(closed(provider.port(), 3_000));

        assertEquals(3_000, report.requests());
        assertEquals(0, report.failed(), report.examples().toString());
        assertEquals(provider.served().calls(), report.total().calls());
        assertTrue(report.total().calls().get("eth_blockNumber") > 600);
        assertTrue(report.total().p50Nanos() > 0
                && report.total().p50Nanos() <= report.total().p99Nanos());
        assertEquals(
                3_000,
                report.seconds().stream().mapToLong(LoadReport.Tally::requests).sum());
    }

    @Test
    void countsExactlyTheFailuresTheProviderMade() {
        SimulatedProvider provider = provider();

        provider.setFault(Impairment.errors(SOME, 503));
        LoadReport errors = load.run(closed(provider.port(), 1_000));
        provider.setFault(Impairment.rateLimited(SOME, 1));
        LoadReport limits = load.run(closed(provider.port(), 1_000));
        provider.setFault(Impairment.resets(SOME));
        LoadReport resets = load.run(closed(provider.port(), 1_000));

        assertEquals(
                Map.of(ClientFailure.SERVER_ERROR, provider.served().status(503)),
                errors.total().failures());
        assertEquals(
                Map.of(ClientFailure.RATE_LIMITED, provider.served().status(429)),
                limits.total().failures());
        assertEquals(
                Map.of(ClientFailure.TRANSPORT, provider.served().status(0)),
                resets.total().failures());
        assertTrue(errors.failed() > 200 && errors.examples().getFirst().contains("503"));
    }

    @Test
    void anErrorObjectIsAFailureUnlessTheCallAsksForIt() {
        SimulatedProvider provider = provider();
        LoadOptions options = closed(provider.port(), 200);

        assertEquals(0, load.run(options.withMix(CallMix.ethereum())).failed());
        LoadReport unknown = load.run(options.withMix(CallMix.only("eth_noSuch", "[]")));

        assertEquals(Map.of(ClientFailure.RPC_ERROR, 200L), unknown.total().failures());
    }

    @Test
    void garbageIsNoAnswer() {
        HostileUpstream upstream = HostileUpstream.start(vertx, Hostility.JSON_GARBAGE);

        LoadReport report = load.run(closed(upstream.port(), 50));

        assertEquals(Map.of(ClientFailure.NOT_AN_ANSWER, 50L), report.total().failures());
    }

    @Test
    void aRefusedConnectionIsATransportFailure() {
        HostileUpstream upstream = HostileUpstream.start(vertx, Hostility.REFUSE);

        LoadReport report = load.run(closed(upstream.port(), 50));

        assertEquals(Map.of(ClientFailure.TRANSPORT, 50L), report.total().failures());
    }

    @Test
    void aCallWithoutAnswerEndsAtItsTimeout() {
        SimulatedProvider provider = provider();
        provider.setFault(Impairment.silence(ALL));

        LoadReport report = load.run(closed(provider.port(), 16).withTimeout(Duration.ofMillis(150)));

        assertEquals(Map.of(ClientFailure.TIMEOUT, 16L), report.total().failures());
    }

    @Test
    void anOpenLoopKeepsItsRateHoweverSlowTheAnswers() {
        SimulatedProvider provider = SimulatedProvider.start(
                vertx,
                SimulatedProviderOptions.named("slow")
                        .withProfile(ProviderProfile.instant().withLatency(LatencyShape.ofMillis(200, 0, 0, 0))));
        LoadOptions options = LoadOptions.to(
                        URI.create("http://127.0.0.1:" + provider.port() + "/"), new Pace.OpenLoop(400))
                .withMix(CallMix.only("eth_chainId", "[]"))
                .withConnections(200)
                .withLongest(Duration.ofSeconds(1));

        LoadReport report = load.run(options);

        assertEquals(400, report.requests());
        assertEquals(0, report.failed());
    }

    @Test
    void anOpenLoopCountsLatencyFromTheMomentACallWasDue() {
        SimulatedProvider provider = SimulatedProvider.start(
                vertx,
                SimulatedProviderOptions.named("slow")
                        .withProfile(ProviderProfile.instant().withLatency(LatencyShape.ofMillis(50, 0, 0, 0))));
        // One connection answers 20 calls a second; of 40 due, the last waits for about a second.
        LoadOptions options = LoadOptions.to(
                        URI.create("http://127.0.0.1:" + provider.port() + "/"), new Pace.OpenLoop(40))
                .withMix(CallMix.only("eth_chainId", "[]"))
                .withConnections(1)
                .withMostRequests(40);

        LoadReport report = load.run(options);

        assertEquals(40, report.requests());
        assertTrue(
                report.total().maxNanos() > 700_000_000L,
                "longest wait " + report.total().maxNanos());
    }

    @Test
    void reportsEachSecondAndStopsWhenAsked() throws Exception {
        SimulatedProvider provider = provider();
        List<LoadReport.Tally> seconds = Collections.synchronizedList(new ArrayList<>());
        LoadGenerator.Running[] running = new LoadGenerator.Running[1];
        LoadOptions options =
                LoadOptions.to(URI.create("http://127.0.0.1:" + provider.port() + "/"), new Pace.OpenLoop(100));

        running[0] = load.start(options, second -> {
            seconds.add(second);
            running[0].stop();
        });
        LoadReport report = running[0].await();

        assertFalse(seconds.isEmpty());
        assertEquals(0, seconds.getFirst().second());
        assertTrue(
                seconds.getFirst().requests() > 50,
                "in the first second " + seconds.getFirst().requests());
        assertEquals(report.seconds().getFirst(), seconds.getFirst());
    }

    @Test
    void theSameSeedSendsTheSameCalls() {
        SimulatedProvider first = provider();
        SimulatedProvider second = provider();

        load.run(closed(first.port(), 500).withSeed(5));
        load.run(closed(second.port(), 500).withSeed(5));

        assertEquals(first.served().calls(), second.served().calls());
    }
}
