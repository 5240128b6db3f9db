package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the plan refuses, and what a quota has no room for. */
class AdmissionTest {

    @Test
    void aPlanMayRefuseAnyPartOfAClassEvenly() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            int ppm = random.nextInt(Plan.WHOLE + 1);
            Gateway gateway = new Gateway(Snapshots.of(1, 1), round);
            gateway.state.apply(plan(1, ppm), 0);
            int refused = 0;
            for (int i = 0; i < 1_000; i++) {
                Exchange x = gateway.call("eth_call");
                refused += gateway.loop.pick(x, 0) == Pick.REFUSED ? 1 : 0;
                gateway.loop.finished(x, 503, true, 0);
                assertEquals((i + 1) * (ppm / 1e6), refused, 1, "of " + (i + 1) + " at " + ppm);
            }
        }
    }

    @Test
    void nothingIsRefusedOnceThePlanIsOver() {
        Gateway gateway = new Gateway(Snapshots.of(1));
        gateway.state.apply(plan(1, Plan.WHOLE), 0);
        assertEquals(Pick.REFUSED, gateway.loop.pick(gateway.call("eth_call"), 0));

        gateway.now += 61 * SECOND;

        gateway.picked();
    }

    @Test
    void aQuotaPerSecondIsNeverExceededAndTheOthersTakeTheRest() {
        Snapshots snapshots = Snapshots.of(1, 1);
        limit(snapshots, 10);
        Gateway gateway = new Gateway(snapshots);
        gateway.now += SECOND;

        Map<String, Integer> picks = gateway.share(100);
        assertEquals(Map.of("a", 10, "b", 90), picks, "a burst of one second");

        int sent = 0;
        for (int i = 0; i < 1_000; i++) {
            gateway.now += 10 * MILLI;
            sent += gateway.share(1).getOrDefault("a", 0);
        }
        assertEquals(100, sent, 1, "10/s over 10 s");
    }

    @Test
    void retriesCountAgainstTheQuotaAndHealthDoesNotLiftIt() {
        Snapshots snapshots = Snapshots.of(1, 1);
        limit(snapshots, 5);
        Gateway gateway = new Gateway(snapshots);
        gateway.eject("b");
        gateway.now += SECOND;
        int toA = 0;
        for (int i = 0; i < 50; i++) {
            Exchange x = gateway.call("eth_call");
            if (gateway.loop.pick(x, gateway.now) == Pick.PICKED) {
                toA += Gateway.name(x).equals("a") ? 1 : 0;
                gateway.fail(x, Failure.CONNECT);
                if (gateway.retry(x) == Pick.PICKED) {
                    toA += Gateway.name(x).equals("a") ? 1 : 0;
                }
            }
            gateway.loop.finished(x, 503, true, gateway.now);
        }
        assertTrue(toA <= 5, "a got " + toA);
    }

    @Test
    void whatThePlanAllotsHoldsBeyondItsTtlAndZeroIsNothing() {
        Snapshots snapshots = Snapshots.of(1, 1);
        limit(snapshots, 1_000);
        Gateway gateway = new Gateway(snapshots);
        Plan none =
                new Plan("default/edge", 1, 1, SECOND, List.of(), List.of(), List.of(new Plan.Limit("default/a", 0)));
        gateway.state.apply(none, gateway.now);

        gateway.now += 600 * SECOND;

        assertEquals(Map.of("b", 100), gateway.share(100));
    }

    @Test
    void aNewPlanFillsNoBucket() {
        Snapshots snapshots = Snapshots.of(1, 1);
        limit(snapshots, 10);
        Gateway gateway = new Gateway(snapshots);
        int toA = 0;
        for (int revision = 1; revision <= 20; revision++) {
            gateway.state.apply(
                    new Plan(
                            "default/edge",
                            1,
                            revision,
                            60 * SECOND,
                            List.of(),
                            List.of(),
                            List.of(new Plan.Limit("default/a", 10_000 - revision))),
                    gateway.now);
            toA += gateway.share(20).getOrDefault("a", 0);
        }
        assertTrue(toA <= 10, "without time passing a got " + toA);
    }

    private static Plan plan(long revision, int refusedPpm) {
        PlanKey key = new PlanKey(Snapshots.POLICY, Snapshots.POOL, "default");
        return new Plan(
                "default/edge",
                1,
                revision,
                60 * SECOND,
                List.of(),
                List.of(new Plan.Refusal(key, refusedPpm)),
                List.of());
    }

    private static void limit(Snapshots snapshots, int requestsPerSecond) {
        Provider a = snapshots.providers.getFirst();
        snapshots.providers.set(
                0,
                new Provider(
                        a.id(),
                        a.providerClass(),
                        a.organization(),
                        a.location(),
                        a.api(),
                        a.capabilities(),
                        a.endpoints(),
                        a.credentials(),
                        a.price(),
                        a.capacity(),
                        new Provider.Quota(0, requestsPerSecond),
                        a.healthCheck()));
    }
}
