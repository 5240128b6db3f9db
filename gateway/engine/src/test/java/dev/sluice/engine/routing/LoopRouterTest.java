package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static dev.sluice.engine.Snapshots.provider;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.model.CompiledBackend;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The steps of a request; retries, hedges, batches and ways to pick have tests of their own. */
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
}
