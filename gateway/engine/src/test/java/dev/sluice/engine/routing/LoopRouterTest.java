package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static dev.sluice.engine.Snapshots.provider;
import static dev.sluice.engine.Snapshots.requestClass;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.batch.Batch;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.telemetry.LatencySketch;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopRouterTest {

    @Test
    void anExchangeKnowsWhatAllItsAttemptsCost() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1, 1));
        Exchange x = gateway.call("eth_getLogs");
        gateway.loop.pick(x, gateway.now);
        assertEquals("USD", x.currency());
        gateway.fail(x, Failure.TIMEOUT);
        gateway.retry(x);
        gateway.answer(x);
        assertEquals(2 * 5_000, x.spentPicos());

        Exchange unreached = gateway.call("eth_call");
        gateway.loop.pick(unreached, gateway.now);
        gateway.fail(unreached, Failure.CONNECT);
        assertEquals(0, unreached.spentPicos(), "nothing was sent");
    }

    @Test
    void aRequestThatMatchesNothingIsCountedApart() {
        Gateway gateway = new Gateway(Snapshots.of(1));
        Exchange x = new Exchange();

        assertNull(gateway.loop.match(x, 1, FakeRequest.get("h", "/"), 0));
        gateway.loop.finished(x, 404, true, MILLI);

        ClientTraffic clients = gateway.observe().clients().get(0);
        assertEquals("", clients.route());
        assertEquals(1, clients.answers().get(4));
        assertEquals(0, clients.gatewayErrors());
    }

    @Test
    void backendsAreDrawnByWeightDanglingOnesIncluded() {
        Snapshots snapshots = Snapshots.of(1);
        snapshots.moreRoutes.add(new Route(
                "default/split",
                List.of("http"),
                List.of(),
                List.of(Snapshots.rule(
                        "0",
                        Snapshots.prefix("/split"),
                        Snapshots.toPool(3),
                        new Backend(1, new Backend.Unresolved("gone"), "", List.of()),
                        Snapshots.toPool(0)))));
        Gateway gateway = new Gateway(snapshots);
        int dangling = 0;
        for (int i = 0; i < 400; i++) {
            Exchange x = new Exchange();
            gateway.loop.match(x, Snapshots.PORT, FakeRequest.post("/split/x"), 0);
            CompiledBackend backend = gateway.loop.drawBackend(x);
            assertNotEquals(0, backend.weight());
            dangling += backend.service() == null ? 1 : 0;
        }
        assertEquals(100, dangling, 1);
    }

    @Test
    void withoutPlanThePreferredPriorityServesAndTheNextTakesOver() {
        Snapshots snapshots = new Snapshots().with("a", 1, 0).with("b", 1, 0).with("c", 1, 1);
        Gateway gateway = new Gateway(snapshots);
        assertEquals(Map.of("a", 50, "b", 50), gateway.share(100));

        snapshots = new Snapshots().with("a", 1, 0).with("c", 1, 1);
        gateway = new Gateway(snapshots);
        gateway.eject("a");

        assertEquals(Map.of("c", 100), gateway.share(100));
    }

    @Test
    void anExpiredPlanGivesWayToDeclaredWeights() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        gateway.plan(1, Map.of("a", 1_000_000));
        assertEquals(Map.of("a", 100), gateway.share(100));

        gateway.now += 61 * SECOND;
        assertEquals(50, gateway.share(100).get("b"), 1);

        gateway.plan(1, Map.of("a", 1_000_000));
        assertEquals(Map.of("a", 100), gateway.share(100), "the same plan again renews its lease");
    }

    @Test
    void aPlanMayRefuse() {
        Gateway gateway = new Gateway(Snapshots.of(1));
        gateway.plan(1, true, List.of(new Plan.Share("default/a", 1_000_000)));
        assertEquals(Pick.REFUSED, gateway.loop.pick(gateway.call("eth_call"), 0));
    }

    @Test
    void aPlanThatGivesMostTrafficToOthersIsNotBlownUpToTheWhole() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        gateway.plan(1, Map.of("gone", 950_000, "a", 45_000, "b", 5_000));

        Map<String, Integer> picks = gateway.share(100);

        assertEquals(50, picks.get("a"), 2, "declared weights hold: " + picks);
    }

    @Test
    void whoIsAtItsLimitIsNotEjected() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        for (int i = 0; i < 50; i++) {
            Exchange x = gateway.picked();
            gateway.fail(x, Failure.RATE_LIMITED);
            gateway.loop.finished(x, 503, true, gateway.now);
        }

        assertNotEquals(Health.EJECTED, gateway.health("a"));
    }

    @Test
    void whoHasNoShareInThePlanIsNotUsedEvenForRetries() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        gateway.plan(1, Map.of("a", 1_000_000, "b", 0));
        Exchange x = gateway.picked();
        gateway.fail(x, Failure.CONNECT);

        assertEquals(Pick.PICKED, gateway.retry(x));
        assertEquals("a", name(x), "drained means drained");
    }

    @Test
    void retriesGoToAnotherProviderInAnotherFailureDomain() {
        for (int seed = 0; seed < 50; seed++) {
            Snapshots snapshots = new Snapshots()
                    .with(provider("a", "east", List.of(), 1), 100, 0)
                    .with(provider("b", "east", List.of(), 1), 100, 0)
                    .with(provider("c", "west", List.of(), 1), 1, 0);
            Gateway gateway = new Gateway(snapshots, seed);
            Exchange x = gateway.picked();
            String first = name(x);
            gateway.fail(x, Failure.RESET);
            assertEquals(Pick.PICKED, gateway.retry(x));
            String second = name(x);
            gateway.fail(x, Failure.RESET);
            assertEquals(Pick.PICKED, gateway.retry(x));
            String third = name(x);

            assertEquals(!first.equals("c"), second.equals("c"), first + second + third);
            assertEquals(3, Set.of(first, second, third).size());
            gateway.fail(x, Failure.RESET);
            assertEquals(Pick.NOT_RETRIED, gateway.retry(x), "two retries were allowed");
        }
    }

    @Test
    void retriesPreferWhoIsUsableAndFallBackToTheNextPriority() {
        Gateway gateway = new Gateway(new Snapshots().with("a", 1, 0).with("b", 1, 1));
        Exchange x = gateway.picked();
        assertEquals("a", name(x));
        gateway.fail(x, Failure.RESET);
        assertEquals(Pick.PICKED, gateway.retry(x));
        assertEquals("b", name(x));
    }

    @Test
    void aRetryGoesNowhereThatANewerSnapshotForbids() {
        for (int seed = 0; seed < 20; seed++) {
            Gateway gateway =
                    new Gateway(new Snapshots().with("a", 1, 0).with("b", 1, 1).with("c", 1, 1), seed);
            Exchange x = gateway.picked();
            assertEquals("a", name(x));
            gateway.serve(denying(2, "org-b"));
            gateway.fail(x, Failure.RESET);
            assertEquals(Pick.PICKED, gateway.retry(x));
            assertEquals("c", name(x));
        }
        Gateway gateway =
                new Gateway(new Snapshots().with("a", 1, 0).with("b", 1, 1).with("c", 1, 1));
        Exchange x = gateway.picked();
        gateway.serve(denying(2, "org-a", "org-b", "org-c"));
        gateway.fail(x, Failure.RESET);
        assertEquals(Pick.NO_CANDIDATE, gateway.retry(x));
    }

    private static Snapshots denying(long revision, String... organizations) {
        Snapshots snapshots = new Snapshots().with("a", 1, 0).with("b", 1, 1).with("c", 1, 1);
        snapshots.revision = revision;
        snapshots.constraints =
                new Constraints(List.of(), List.of(), List.of(), List.of(organizations), List.of(), List.of(), false);
        return snapshots;
    }

    @Test
    void withOneProviderARetryGoesToItsOtherEndpoint() {
        Snapshots snapshots = new Snapshots().with(provider("a", "r", List.of(), 3), 1, 0);
        snapshots.retry = new Retry(3, 0, 0, List.of());
        Gateway gateway = new Gateway(snapshots);
        Exchange x = gateway.picked();
        Set<String> endpoints = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            endpoints.add(x.endpoint().id());
            gateway.fail(x, Failure.RESET);
            assertEquals(Pick.PICKED, gateway.retry(x));
        }
        assertEquals(3, endpoints.size());
    }

    @Test
    void writesThatMayHaveLandedAreNotSentAgain() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        assertEquals(Pick.NOT_RETRIED, afterFailure(gateway, "eth_sendTransaction", Failure.TIMEOUT));
        assertEquals(Pick.NOT_RETRIED, afterFailure(gateway, "eth_sendTransaction", Failure.PROVIDER_FAULT));
        assertEquals(Pick.PICKED, afterFailure(gateway, "eth_sendTransaction", Failure.CONNECT));
        assertEquals(Pick.PICKED, afterFailure(gateway, "eth_sendTransaction", Failure.RATE_LIMITED));
        assertEquals(Pick.PICKED, afterFailure(gateway, "eth_sendRawTransaction", Failure.TIMEOUT));
        assertEquals(Pick.PICKED, afterFailure(gateway, "eth_call", Failure.TIMEOUT));
    }

    private static Pick afterFailure(Gateway gateway, String method, Failure failure) {
        Exchange x = gateway.call(method);
        assertEquals(Pick.PICKED, gateway.loop.pick(x, 0));
        gateway.fail(x, failure);
        Pick pick = gateway.retry(x);
        gateway.loop.abandoned(x);
        return pick;
    }

    @Test
    void aWriteThatMayHaveLandedOnceStaysSoAfterALaterRefusal() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1, 1));
        Exchange x = gateway.classified(
                "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"eth_sendTransaction\"}]");
        gateway.loop.pick(x, 0);
        gateway.fail(x, Failure.CONNECT);
        assertEquals(Pick.PICKED, gateway.retry(x));
        gateway.fail(x, Failure.RESET);
        assertEquals(Pick.NOT_RETRIED, gateway.retry(x));
    }

    @Test
    void plainHttpIsRetriedByMethodAndStatus() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        assertEquals(Pick.PICKED, afterStatus(gateway, "GET", 503));
        assertEquals(Pick.NOT_RETRIED, afterStatus(gateway, "GET", 500), "500 is not in the policy's codes");
        assertEquals(Pick.NOT_RETRIED, afterStatus(gateway, "POST", 503));
        assertEquals(Pick.PICKED, afterStatus(gateway, "PUT", 502));
    }

    private static Pick afterStatus(Gateway gateway, String method, int status) {
        Exchange x = new Exchange();
        FakeRequest request = FakeRequest.get("h", "/").withMethod(method);
        gateway.loop.match(x, Snapshots.PORT, request, 0);
        gateway.loop.drawBackend(x);
        gateway.loop.classify(x, request);
        assertEquals(Pick.PICKED, gateway.loop.pick(x, 0));
        gateway.loop.failed(x, Failure.SERVER_ERROR, status, 0, 0);
        Pick pick = gateway.retry(x);
        gateway.loop.abandoned(x);
        return pick;
    }

    @Test
    void aRequestThatIsGoneIsNotRetried() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        Exchange x = gateway.picked();
        gateway.fail(x, Failure.CONNECT);
        assertEquals(Pick.NOT_RETRIED, gateway.loop.pickRetry(x, false, 0));
    }

    @Test
    void retriesEndWithTheBudget() {
        Snapshots snapshots = Snapshots.of(1, 1);
        snapshots.budget = new Pool.RetryBudget(20, 0);
        snapshots.outliers = new Pool.OutlierDetection(0, SECOND, SECOND, SECOND, 0, 0, 0, 0);
        Gateway gateway = new Gateway(snapshots);
        int retries = 0;
        for (int i = 0; i < 100; i++) {
            Exchange x = gateway.picked();
            gateway.fail(x, Failure.CONNECT);
            Pick pick = gateway.retry(x);
            retries += pick == Pick.PICKED ? 1 : 0;
            assertTrue(pick == Pick.PICKED || pick == Pick.BUDGET_SPENT);
            gateway.loop.finished(x, 503, true, 0);
        }
        assertEquals(20, retries);
        assertEquals(
                20,
                gateway.observe().clients().stream()
                        .mapToLong(ClientTraffic::retries)
                        .sum());
    }

    @Test
    void inPanicHealthIsIgnoredButRetriesGoToWhoIsHealthy() {
        Snapshots snapshots = Snapshots.of(1, 1, 1, 1);
        snapshots.panicThresholdPercent = 60;
        Gateway gateway = new Gateway(snapshots);
        gateway.eject("a");
        gateway.eject("b");

        assertEquals(25, gateway.share(100).get("a"), 1);
        for (int i = 0; i < 20; i++) {
            Exchange x = gateway.picked();
            gateway.fail(x, Failure.NOT_SYNCED);
            assertEquals(Pick.PICKED, gateway.retry(x));
            assertTrue(List.of("c", "d").contains(name(x)));
            gateway.answer(x);
        }
    }

    @Test
    void withoutPanicNobodyHealthyMeansNobody() {
        Snapshots snapshots = Snapshots.of(1, 1);
        snapshots.panicThresholdPercent = 0;
        Gateway gateway = new Gateway(snapshots);
        gateway.eject("a");
        assertEquals(Map.of("b", 10), gateway.share(10));

        Exchange x = gateway.picked();
        gateway.state.withhold(requireNonNull(gateway.state.model()), Map.of("default/b", "no credential"));
        gateway.fail(x, Failure.CONNECT);
        assertEquals(Pick.NO_HEALTHY, gateway.retry(x));
        assertEquals(Pick.NO_HEALTHY, gateway.loop.pick(gateway.call("eth_call"), 0));
    }

    @Test
    void whatIsWithheldIsNotAskedEvenInPanic() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        gateway.state.withhold(requireNonNull(gateway.state.model()), Map.of("default/a", "no credential"));
        assertEquals(Map.of("b", 10), gateway.share(10));

        gateway.state.withhold(
                requireNonNull(gateway.state.model()),
                Map.of("default/a", "no credential", "default/b", "forbidden address"));
        assertEquals(Pick.NO_CANDIDATE, gateway.loop.pick(gateway.call("eth_call"), 0));

        gateway.state.withhold(requireNonNull(gateway.state.model()), Map.of());
        assertEquals(2, gateway.share(10).size());
    }

    @Test
    void aFullCircuitPassesItsShareOn() {
        Snapshots snapshots = Snapshots.of(1, 1);
        snapshots.circuit = new Pool.CircuitBreaker(1, 1, 2);
        Gateway gateway = new Gateway(snapshots);
        List<Exchange> open = List.of(gateway.picked(), gateway.picked(), gateway.picked(), gateway.picked());

        assertEquals(Pick.OVERLOADED, gateway.loop.pick(gateway.call("eth_call"), 0));
        open.stream().filter(x -> name(x).equals("b")).forEach(gateway::answer);
        assertEquals(Map.of("b", 5), gateway.share(5));
    }

    @Test
    void whoComesBackStartsSlowly() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        gateway.eject("a");
        gateway.now = 30 * SECOND;
        gateway.state.tick(gateway.now);

        assertEquals(91, gateway.share(1_000).get("a"), 10);
        gateway.now += 31 * SECOND;
        assertEquals(500, gateway.share(1_000).get("a"), 10);
    }

    @Test
    void theFasterOfTwoEndpointsIsUsed() {
        Gateway gateway = new Gateway(new Snapshots().with(provider("a", "r", List.of(), 2), 1, 0));
        String slow = null;
        int slowPicks = 0;
        for (int i = 0; i < 100; i++) {
            Exchange x = gateway.picked();
            slow = slow == null ? x.endpoint().id() : slow;
            boolean isSlow = x.endpoint().id().equals(slow);
            slowPicks += isSlow ? 1 : 0;
            gateway.loop.answered(x, isSlow ? SECOND : MILLI, gateway.now);
        }
        assertEquals(1, slowPicks);
    }

    @Test
    void oneRequestThatBreaksEveryProviderEjectsNobody() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1, 1));
        for (int i = 0; i < 100; i++) {
            Exchange poison = gateway.picked();
            gateway.fail(poison, Failure.PROVIDER_FAULT);
            gateway.retry(poison);
            gateway.fail(poison, Failure.PROVIDER_FAULT);
            gateway.loop.finished(poison, 200, false, 0);
        }
        assertNotEquals(Health.EJECTED, gateway.health("a"));
        assertNotEquals(Health.EJECTED, gateway.health("b"));
        assertNotEquals(Health.EJECTED, gateway.health("c"));
    }

    @Test
    void aFaultThatAnotherProviderDisprovesCounts() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1, 1));
        for (int i = 0; i < 30 && gateway.health("a") != Health.EJECTED; i++) {
            Exchange x = gateway.picked();
            if (name(x).equals("a")) {
                gateway.fail(x, Failure.PROVIDER_FAULT);
                gateway.retry(x);
            }
            gateway.answer(x);
        }
        assertEquals(Health.EJECTED, gateway.health("a"));
    }

    @Test
    void aBatchOfOneClassIsOneRequest() {
        Gateway gateway = new Gateway(classes());

        Exchange x = gateway.classified("[{\"id\":1,\"method\":\"eth_getLogs\"},{\"method\":\"eth_getLogs\"}]");

        assertFalse(x.isSplit());
        assertEquals(1, x.answers());
        assertEquals("history", x.candidates().key().requestClass());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":1,\"method\":\"eth_getLogs\"},{\"id\":2,\"method\":\"eth_call\"}]",
                "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"eth_sendTransaction\"}]",
                "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"admin_peers\"}]",
                "[{\"method\":\"eth_call\"}]",
                "[{\"id\":1,\"method\":\"eth_call\"},7]"
            })
    void aBatchWhoseCallsGoDifferentWaysIsSplit(String body) {
        Gateway gateway = new Gateway(classes());
        Exchange x = new Exchange();
        gateway.loop.match(x, Snapshots.PORT, FakeRequest.post("/"), 0);
        gateway.loop.drawBackend(x);

        gateway.loop.classify(x, FakeRequest.post("/"), body.getBytes(UTF_8), 0, body.length());

        assertTrue(x.isSplit());
    }

    @Test
    void partsOfABatchAreRequestsOfTheirOwnClass() {
        Gateway gateway = new Gateway(classes());
        String body = "[{\"id\":1,\"method\":\"eth_getLogs\"},{\"id\":2,\"method\":\"eth_call\"}]";
        Exchange batch = gateway.classified(body);
        byte[] logs = "{\"id\":0,\"method\":\"eth_getLogs\"}".getBytes(UTF_8);

        for (int i = 0; i < 20; i++) {
            Exchange part = gateway.loop.part(batch, FakeRequest.post("/"), logs);
            assertEquals("history", part.candidates().key().requestClass());
            assertEquals(Pick.PICKED, gateway.loop.pick(part, 0));
            assertEquals("b", name(part), "only b has the capability of the class");
            gateway.answer(part);
        }

        assertEquals(
                20,
                gateway.observe().clients().stream()
                        .mapToLong(ClientTraffic::requests)
                        .sum());
        assertEquals(20, gateway.observe().classes().get(0).requests());
    }

    @Test
    void callsOfABatchGoTogetherByClassAndByWhetherTheyMayBeRepeated() {
        Gateway gateway = new Gateway(classes());
        String text = "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"eth_getLogs\"},"
                + "{\"id\":3,\"method\":\"eth_chainId\"},{\"id\":4,\"method\":\"eth_sendTransaction\"},"
                + "{\"id\":5,\"method\":\"admin_peers\"}]";
        byte[] body = text.getBytes(UTF_8);
        Exchange x = gateway.classified(text);
        Batch batch = new Batch(gateway.loop.scanner(), body, 0, body.length);

        int[] parts = IntStream.range(0, 5)
                .map(i -> gateway.loop.partOf(x, FakeRequest.post("/"), batch.entry(i)))
                .toArray();

        assertEquals(parts[0], parts[2]);
        assertEquals(3, IntStream.of(parts[0], parts[1], parts[3]).distinct().count());
        assertTrue(parts[4] < 0);
    }

    @Test
    void aBatchOfMoreCallsThanAreTakenIsNone() {
        Gateway gateway = new Gateway(classes());
        String call = "{\"id\":1,\"method\":\"eth_call\"}";
        Exchange x = new Exchange();
        gateway.loop.match(x, Snapshots.PORT, FakeRequest.post("/"), 0);
        gateway.loop.drawBackend(x);
        byte[] most = ("[" + (call + ",").repeat(LoopRouter.MOST_CALLS - 1) + call + "]").getBytes(UTF_8);
        byte[] more = ("[" + (call + ",").repeat(LoopRouter.MOST_CALLS) + call + "]").getBytes(UTF_8);

        assertEquals(JsonRpcKind.BATCH, gateway.loop.classify(x, FakeRequest.post("/"), most, 0, most.length));
        assertEquals(JsonRpcKind.TOO_MANY, gateway.loop.classify(x, FakeRequest.post("/"), more, 0, more.length));
    }

    private static Snapshots classes() {
        Snapshots snapshots = new Snapshots()
                .with(provider("a", "r1", List.of(), 1), 100, 0)
                .with(provider("b", "r2", List.of("Archive"), 1), 1, 0);
        snapshots.classes = List.of(requestClass("history", 25, List.of("eth_getLogs"), List.of("Archive")));
        return snapshots;
    }

    @Test
    void costsAreThoseOfTheMethodsAndOfEveryAttemptThatArrived() {
        Gateway gateway = new Gateway(Snapshots.of(1));
        Exchange batch = gateway.classified(
                "[{\"id\":1,\"method\":\"eth_getLogs\"},{\"id\":2,\"method\":\"eth_call\"},{\"method\":\"eth_call\"}]");
        gateway.loop.pick(batch, 0);
        gateway.answer(batch);
        Exchange failing = gateway.picked();
        gateway.fail(failing, Failure.CONNECT);
        gateway.retry(failing);
        gateway.fail(failing, Failure.TIMEOUT);
        gateway.retry(failing);
        gateway.answer(failing);

        Traffic traffic = gateway.observe().traffic().get(0);

        assertEquals(5_000 + 1_000 + 1_000 + 0 + 1_000 + 1_000, traffic.costPicos());
        assertEquals(2, traffic.firstAttempts());
        assertEquals(4, traffic.attempts());
        assertEquals(2, traffic.successes());
        assertEquals(Map.of(Failure.CONNECT, 1L, Failure.TIMEOUT, 1L), traffic.failures());
    }

    @Test
    void abandonedAttemptsAreNobodysFault() {
        Gateway gateway = new Gateway(Snapshots.of(1));
        Exchange x = gateway.picked();
        assertEquals(1, gateway.observe().providers().get(0).inFlight());
        gateway.loop.finished(x, 0, false, 0);
        gateway.loop.answered(x, 0);

        assertEquals(0, gateway.observe().providers().get(0).inFlight());
        assertEquals(0, gateway.observe().traffic().get(0).successes());
        assertEquals(0, gateway.observe().traffic().get(0).failed());
        assertFalse(x.isAttemptUnderWay());
    }

    @Test
    void anExchangeEndsOnTheModelItBeganWith() {
        Snapshots before = Snapshots.of(1, 1);
        Gateway gateway = new Gateway(before);
        Exchange x = gateway.picked();
        String first = name(x);
        Snapshots after = Snapshots.of(1);
        after.revision = 2;
        gateway.serve(after);

        gateway.fail(x, Failure.RESET);
        assertEquals(Pick.PICKED, gateway.retry(x));
        assertNotEquals(first, name(x));
        gateway.answer(x);
        assertEquals(Map.of("a", 3), gateway.share(3));
    }

    @Test
    void theWaitBeforeARetryIsNotTheProvidersLatency() throws IOException {
        Gateway gateway = new Gateway(Snapshots.of(1));
        Exchange x = gateway.picked();
        gateway.fail(x, Failure.CONNECT);
        gateway.retry(x);
        gateway.now += SECOND;
        gateway.loop.resumed(x, gateway.now);
        gateway.now += MILLI;
        gateway.answer(x);
        gateway.now += 10 * SECOND;

        byte[] sketch = gateway.observe().traffic().get(0).latency().get(0).sketch();
        assertEquals(MILLI, LatencySketch.decode(sketch).getMaxValue(), MILLI * 0.02);
    }
}
