package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static dev.sluice.engine.Snapshots.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.telemetry.LatencySketch;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a second attempt goes to, and when there is none. */
class RetryTest {
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
