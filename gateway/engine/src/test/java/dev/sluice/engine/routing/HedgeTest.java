package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static dev.sluice.engine.Snapshots.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second attempt beside a slow one. The file is long because each of the two may end in each way, in either order. */
class HedgeTest {
    /** In picos of the fixture's providers. */
    private static final long PRICE = 1_000;

    private static Snapshots hedged(Snapshots snapshots, int percent) {
        snapshots.hedge = new Policy.Hedge(950_000, percent);
        return snapshots;
    }

    /** Two providers whose latency is known: each answered a hundred requests in so many milliseconds. */
    private static Gateway known(Snapshots snapshots, long millis) {
        Gateway gateway = new Gateway(snapshots);
        for (int i = 0; i < 200; i++) {
            Exchange x = gateway.picked();
            gateway.now += millis * MILLI;
            gateway.answer(x);
        }
        return gateway;
    }

    private static Gateway known() {
        return known(hedged(Snapshots.of(1, 1), 100), 150);
    }

    private static Exchange hedged(Gateway gateway) {
        Exchange x = gateway.picked();
        gateway.now += 160 * MILLI;
        assertTrue(gateway.loop.pickHedge(x, gateway.now));
        return x;
    }

    private static Traffic traffic(Gateway gateway, String provider) {
        return gateway.observe().traffic().stream()
                .filter(t -> t.provider().equals("default/" + provider))
                .findFirst()
                .orElseThrow();
    }

    private static ClientTraffic clients(Gateway gateway) {
        return gateway.observe().clients().stream()
                .filter(c -> c.route().equals("default/route"))
                .findFirst()
                .orElseThrow();
    }

    private static int inFlight(Gateway gateway) {
        return gateway.observe().providers().stream()
                .mapToInt(p -> p.inFlight())
                .sum();
    }

    @Test
    void waitsForTheQuantileOfTheProvidersOwnAnswers() {
        Gateway gateway = known();
        assertEquals(150, gateway.loop.hedgeDelayNanos(gateway.picked()) / MILLI, 10);

        gateway = known(hedged(Snapshots.of(1, 1), 5), 1);
        assertEquals(100 * MILLI, gateway.loop.hedgeDelayNanos(gateway.picked()), "never sooner");

        gateway = known(hedged(Snapshots.of(1, 1), 5), 9_000);
        assertEquals(2 * SECOND, gateway.loop.hedgeDelayNanos(gateway.picked()), "never later");
    }

    @Test
    void doesNotHedgeWhatItDoesNotKnow() {
        Gateway gateway = new Gateway(hedged(Snapshots.of(1, 1), 100));
        assertEquals(-1, gateway.loop.hedgeDelayNanos(gateway.picked()));
    }

    @Test
    void doesNotHedgeWithoutThePolicyAskingForIt() {
        Gateway gateway = known(Snapshots.of(1, 1), 150);
        Exchange x = gateway.picked();
        assertEquals(-1, gateway.loop.hedgeDelayNanos(x));
        assertFalse(gateway.loop.pickHedge(x, gateway.now));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_sendRawTransaction", "eth_sendTransaction", "personal_sign", "sendrawtransaction"})
    void neverHedgesAWriteHoweverRepeatable(String method) {
        Gateway gateway = known();
        for (String body : List.of(
                "{\"id\":1,\"method\":\"" + method + "\"}",
                "[{\"id\":1,\"method\":\"eth_call\"},{\"id\":2,\"method\":\"" + method + "\"}]")) {
            Exchange x = gateway.classified(body);
            gateway.loop.pick(x, gateway.now);
            assertEquals(-1, gateway.loop.hedgeDelayNanos(x), body);
            assertFalse(gateway.loop.pickHedge(x, gateway.now + SECOND), body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"})
    void hedgesOnlySafeMethodsOfHttp(String method) {
        Snapshots snapshots = hedged(Snapshots.of(1, 1), 100);
        snapshots.api = Api.JSONRPC;
        Gateway gateway = known(snapshots, 150);
        Exchange x = new Exchange();
        FakeRequest request = FakeRequest.post("/").withMethod(method);
        gateway.loop.match(x, Snapshots.PORT, request, gateway.now);
        gateway.loop.drawBackend(x);
        gateway.loop.classify(x, request);
        gateway.loop.pick(x, gateway.now);

        assertEquals(Set.of("GET", "HEAD").contains(method), gateway.loop.pickHedge(x, gateway.now));
    }

    @Test
    void theSecondAttemptGoesToAnotherFailureDomain() {
        for (int seed = 0; seed < 50; seed++) {
            Gateway gateway = new Gateway(
                    hedged(
                            new Snapshots()
                                    .with(provider("a", "east", List.of(), 1), 100, 0)
                                    .with(provider("b", "east", List.of(), 1), 100, 0)
                                    .with(provider("c", "west", List.of(), 1), 1, 0),
                            100),
                    seed);
            Exchange x = gateway.picked();
            String first = name(x);
            assertTrue(gateway.loop.pickHedge(x, gateway.now));
            assertEquals(!first.equals("c"), name(x).equals("c"), first + name(x));
        }
    }

    @Test
    void withoutAnotherFailureDomainThereIsNoSecondAttempt() {
        Gateway gateway = new Gateway(hedged(
                new Snapshots()
                        .with(provider("a", "east", List.of(), 2), 1, 0)
                        .with(provider("b", "east", List.of(), 1), 1, 0),
                100));
        Exchange x = gateway.picked();
        assertFalse(gateway.loop.pickHedge(x, gateway.now));
        gateway.answer(x);
        assertEquals(0, clients(gateway).hedges());
    }

    @Test
    void anUnhealthyProviderIsNotAskedASecondTime() {
        Gateway gateway = known();
        gateway.eject("b");
        Exchange x = gateway.picked();
        assertEquals("a", name(x));
        assertFalse(gateway.loop.pickHedge(x, gateway.now));
    }

    @Test
    void thereIsOneSecondAttemptForEachRequest() {
        Gateway gateway = known(hedged(Snapshots.of(1, 1, 1, 1), 100), 150);
        Exchange x = hedged(gateway);
        assertFalse(gateway.loop.pickHedge(x, gateway.now));
        gateway.fail(x, Failure.RESET);
        assertTrue(x.turnToRival());
        assertFalse(gateway.loop.pickHedge(x, gateway.now));
        gateway.fail(x, Failure.RESET);
        assertEquals(Pick.PICKED, gateway.retry(x));
        assertEquals(-1, gateway.loop.hedgeDelayNanos(x));
    }

    @Test
    void theBudgetIsAPercentOfTheReads() {
        Gateway gateway = new Gateway(hedged(Snapshots.of(1, 1), 5));
        int hedges = 0;
        for (int i = 0; i < 1_000; i++) {
            Exchange write = gateway.call("eth_sendRawTransaction");
            gateway.loop.pick(write, gateway.now);
            gateway.answer(write);
            Exchange x = gateway.picked();
            hedges += gateway.loop.pickHedge(x, gateway.now) ? 1 : 0;
            gateway.answer(x);
        }
        assertEquals(50, hedges);
        assertEquals(50, clients(gateway).hedges());
        assertEquals(0, clients(gateway).retries());
    }

    @Test
    void theBudgetOutlivesAChangeOfTheModel() {
        Snapshots snapshots = hedged(Snapshots.of(1, 1), 50);
        Gateway gateway = new Gateway(snapshots);
        gateway.answer(gateway.picked());
        snapshots.revision++;
        gateway.serve(snapshots);
        Exchange x = gateway.picked();
        assertTrue(gateway.loop.pickHedge(x, gateway.now), "half of two requests");
    }

    @Test
    void whoIsOvertakenIsPaidAndNeitherPraisedNorBlamed() {
        Gateway gateway = known();
        Exchange x = gateway.picked();
        String slow = name(x);
        Traffic before = traffic(gateway, slow);
        Traffic quickBefore = traffic(gateway, slow.equals("a") ? "b" : "a");
        gateway.now += 160 * MILLI;
        assertTrue(gateway.loop.pickHedge(x, gateway.now));
        String quick = name(x);
        gateway.now += 5 * MILLI;
        gateway.loop.answered(x, gateway.now);
        gateway.loop.overtaken(x, gateway.now);
        gateway.loop.finished(x, 200, false, gateway.now);

        assertNotEquals(slow, quick);
        Traffic after = traffic(gateway, slow);
        assertEquals(before.successes(), after.successes());
        assertEquals(0, after.failed());
        assertEquals(before.attempts(), after.attempts());
        assertEquals(before.costPicos() + PRICE, after.costPicos());
        Traffic quickAfter = traffic(gateway, quick);
        assertEquals(quickBefore.successes() + 1, quickAfter.successes());
        assertEquals(quickBefore.attempts() + 1, quickAfter.attempts());
        assertEquals(quickBefore.firstAttempts(), quickAfter.firstAttempts(), "shares are promised of first attempts");
        assertEquals(0, inFlight(gateway));
        assertEquals(1, clients(gateway).hedges());
    }

    @Test
    void answersThatWereOvertakenStillCountAsSlow() {
        Gateway gateway = known();
        for (int i = 0; i < 400; i++) {
            Exchange x = gateway.picked();
            gateway.now += 400 * MILLI;
            assertTrue(gateway.loop.pickHedge(x, gateway.now));
            gateway.now += MILLI;
            gateway.loop.answered(x, gateway.now);
            gateway.loop.overtaken(x, gateway.now);
            gateway.loop.finished(x, 200, false, gateway.now);
        }
        assertEquals(400, gateway.loop.hedgeDelayNanos(gateway.picked()) / MILLI, 26);
    }

    @Test
    void aFailureOfOneLeavesTheOtherUnderWay() {
        Gateway gateway = known();
        Exchange x = hedged(gateway);
        String quick = name(x);
        gateway.fail(x, Failure.SERVER_ERROR);
        assertTrue(x.turnToRival());
        String slow = name(x);
        gateway.now += 100 * MILLI;
        gateway.answer(x);

        assertNotEquals(quick, slow);
        assertEquals(1, traffic(gateway, quick).failures().get(Failure.SERVER_ERROR));
        assertEquals(0, traffic(gateway, slow).failed());
        assertEquals(0, inFlight(gateway));
    }

    @Test
    void outcomesAreOfTheAttemptThatIsTurnedTo() {
        Gateway gateway = known();
        Exchange x = gateway.picked();
        String first = name(x);
        assertTrue(gateway.loop.pickHedge(x, gateway.now));
        String second = name(x);

        x.turnTo(1);
        assertEquals(first, name(x));
        x.turnTo(2);
        assertEquals(second, name(x));
        x.turnTo(1);
        gateway.fail(x, Failure.RESET);
        x.turnTo(2);
        assertEquals(second, name(x));
        assertFalse(x.hasRival());
    }

    @Test
    void retriesAreLeftWhenBothHaveFailed() {
        Snapshots snapshots = hedged(Snapshots.of(1, 1, 1), 100);
        Gateway gateway = known(snapshots, 150);
        Exchange x = hedged(gateway);
        gateway.fail(x, Failure.RESET);
        assertTrue(x.turnToRival());
        gateway.fail(x, Failure.RESET);
        assertFalse(x.turnToRival());
        assertEquals(Pick.PICKED, gateway.retry(x), "the second attempt was no retry");
        assertEquals(3, x.attempts());
        gateway.answer(x);
        assertEquals(0, inFlight(gateway));
        assertEquals(1, clients(gateway).retries());
    }

    @Test
    void aClientThatLeavesIsNobodysFaultAndFreesBoth() {
        Gateway gateway = known();
        Exchange x = hedged(gateway);
        assertEquals(2, inFlight(gateway));
        gateway.loop.abandoned(x);
        gateway.loop.finished(x, 0, false, gateway.now);

        assertEquals(0, inFlight(gateway));
        for (String name : List.of("a", "b")) {
            Traffic traffic = traffic(gateway, name);
            assertEquals(0, traffic.failed());
            assertEquals(traffic.attempts() * PRICE, traffic.costPicos(), "both are paid");
            assertEquals(Health.HEALTHY, gateway.health(name));
        }
    }

    @Test
    void everyLoadBalancerFindsTheSecondProvider() {
        for (Pool.LoadBalancer loadBalancer :
                List.of(Pool.LoadBalancer.ROUND_ROBIN, Pool.LoadBalancer.LEAST_REQUEST, Pool.LoadBalancer.FAILOVER)) {
            Snapshots snapshots = hedged(Snapshots.of(1, 1), 100);
            snapshots.loadBalancer = loadBalancer;
            Gateway gateway = new Gateway(snapshots);
            Exchange x = gateway.picked();
            String first = name(x);
            assertTrue(gateway.loop.pickHedge(x, gateway.now));
            assertNotEquals(first, name(x), loadBalancer.name());
        }
    }
}
