package dev.sluice.operator.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.control.plan.Planner;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.crds.v1alpha1.provider.ProviderStatus;
import dev.sluice.operator.apply.Order;
import dev.sluice.operator.status.World;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The flow on values: what is ordered, under which revision, and when plans are made. */
class ControlLoopTest {
    private final World world = new World();
    private final FakeOutside outside = new FakeOutside();
    private final ControlLoop loop = new ControlLoop(
            () -> Optional.of(world.known().resources()), outside, new Planner(new SplittableRandom(1)));

    private Order order() {
        return loop.of(World.GATEWAY).orElseThrow();
    }

    private long revision() {
        return order().config().snapshot().revision();
    }

    /** As the reconciler does it. */
    private void apply() {
        loop.applied(World.GATEWAY, order());
    }

    @Test
    void whatIsWrittenBecomesAnOrderAndTheSameAgainNone() {
        loop.changed();
        assertEquals(1, revision());
        assertEquals(List.of(World.GATEWAY), outside.woken);

        loop.changed();
        assertEquals(1, outside.woken.size());
    }

    @Test
    void aPriceFromAMetricIsOrderedAndTheNewestGoodOneHolds() {
        world.apply(World.QUICKSTART.replace(
                "perMillionRequests: \"6.00\"}", "perMillionRequests: \"6.00\", metric: {query: price}}"));
        loop.changed();
        assertEquals(Map.of("team/acme", "price"), outside.followed);
        assertEquals(6_000_000, acmePrice(), "as written until it is read");

        loop.quoted("team/acme", "price", 7.5);
        assertEquals(7_500_000, acmePrice());
        assertEquals(2, revision());
        loop.quoted("team/acme", "price", 7.51);
        assertEquals(2, revision(), "a hair is not worth a snapshot");
        loop.quoted("team/acme", "price", Double.NaN);
        loop.quoted("team/acme", "price", -1);
        loop.quoted("team/acme", "another query", 1);
        loop.notQuoted("team/acme", "price", "gone");
        loop.changed();
        assertEquals(7_500_000, acmePrice());
    }

    @Test
    void theNextLeaderGoesOnWithTheLastPriceUntilItHasReadOne() {
        world.apply(World.QUICKSTART.replace(
                "perMillionRequests: \"6.00\"}", "perMillionRequests: \"6.00\", metric: {query: price}}"));
        loop.changed();
        loop.quoted("team/acme", "price", 7.5);
        outside.left = new Recalled(Optional.of(order().config().snapshot()), Credentials.NONE, Optional.empty());

        ControlLoop next = new ControlLoop(
                () -> Optional.of(world.known().resources()), outside, new Planner(new SplittableRandom(1)));
        next.changed();

        assertEquals(7_500_000, acmePrice(next.of(World.GATEWAY).orElseThrow()));
    }

    private long acmePrice() {
        return acmePrice(order());
    }

    private static long acmePrice(Order of) {
        return of.config().snapshot().providers().stream()
                .filter(each -> each.id().equals("team/acme"))
                .findFirst()
                .orElseThrow()
                .price()
                .perMillionRequestsMicros();
    }

    @Test
    void aChangeIsOrderedUnderTheNextRevision() {
        loop.changed();
        world.apply(World.QUICKSTART.replace("{name: metal}}]", "{name: metal}, weight: 7}]"));

        loop.changed();

        assertEquals(2, revision());
    }

    @Test
    void goesOnFromWhatAnEarlierLeaderWroteAndOrdersNothingNewForTheSame() {
        loop.changed();
        var before = order().config().snapshot().withRevision(4, 17);
        var second = new ControlLoop(
                () -> Optional.of(world.known().resources()), outside, new Planner(new SplittableRandom(1)));
        outside.left = new Recalled(Optional.of(before), Credentials.NONE, Optional.empty());

        second.changed();

        assertEquals(before, second.of(World.GATEWAY).orElseThrow().config().snapshot());
        world.apply(World.QUICKSTART.replace("{name: metal}}]", "{name: metal}, weight: 7}]"));
        second.changed();
        var next = second.of(World.GATEWAY).orElseThrow().config().snapshot();
        assertEquals(18, next.revision());
        assertTrue(next.epoch() > 4, "a new leader's changes are newer than all of the one before");
    }

    @Test
    void whatAnEarlierLeaderPlannedIsWhereSharesGoOnFrom() {
        loop.changed();
        apply();
        outside.reported(revision());
        loop.tick();
        PlanLease left = new PlanLease(outside.plans.getLast().plan(), 41);
        var second = new ControlLoop(
                () -> Optional.of(world.known().resources()), outside, new Planner(new SplittableRandom(1)));
        outside.left = new Recalled(Optional.of(order().config().snapshot()), Credentials.NONE, Optional.of(left));

        second.changed();
        second.applied(World.GATEWAY, second.of(World.GATEWAY).orElseThrow());
        outside.later(60_000);
        outside.reported(revision());
        second.tick();

        PlanLease next = outside.plans.getLast();
        assertEquals(42, next.renewal());
        assertTrue(next.plan().epoch() > left.plan().epoch());
        assertEquals(left.plan().entries(), next.plan().entries());
    }

    @Test
    void whoWasNewUnderAnEarlierLeaderIsNewUnderTheNext() {
        loop.changed();
        apply();
        outside.reported(revision());
        loop.tick();
        Plan before = outside.plans.getLast().plan();
        Plan inForce = new Plan(
                World.GATEWAY,
                before.epoch(),
                before.revision(),
                before.ttlNanos(),
                List.of(new Plan.Entry(
                        before.entries().getFirst().key(),
                        false,
                        List.of(new Plan.Share("team/acme", 960_000), new Plan.Share("team/metal", 40_000)))));
        long until = outside.millis() + 300_000;
        Accounting written = new Accounting(
                null, null, null, null, null, null, Instant.ofEpochMilli(until).toString(), List.of(), null);
        world.get(Provider.class, "team", "metal")
                .setStatus(new ProviderStatus(null, null, null, null, null, written, List.of()));
        outside.left = new Recalled(
                Optional.of(order().config().snapshot()), Credentials.NONE, Optional.of(new PlanLease(inForce, 1)));
        var second = new ControlLoop(
                () -> Optional.of(world.known().resources()), outside, new Planner(new SplittableRandom(1)));

        second.changed();
        second.applied(World.GATEWAY, second.of(World.GATEWAY).orElseThrow());
        outside.later(60_000);
        outside.reported(revision());
        second.tick();

        assertEquals(Map.of("team/metal", until), outside.published.getLast().newcomers());
    }

    @Test
    void nothingIsPlannedBeforeSomethingIsServedAndReported() {
        loop.changed();
        loop.tick();
        apply();
        loop.tick();
        assertTrue(outside.plans.isEmpty());

        outside.reported(revision());
        loop.tick();
        assertEquals(1, outside.plans.size());
    }

    @Test
    void noPlanIsMadeWhileTheLastCouldNotBeWritten() {
        loop.changed();
        apply();
        outside.refusingPlans = true;
        outside.reported(revision());
        loop.tick();
        var held = outside.offered.getLast();

        outside.later(60_000);
        loop.tick();
        assertEquals(held.plan().revision(), outside.offered.getLast().plan().revision());
        assertTrue(outside.published.getLast().failure().contains("the plan cannot be written"));

        outside.refusingPlans = false;
        outside.later(1_000);
        loop.tick();
        outside.later(60_000);
        loop.tick();
        assertTrue(outside.plans.getLast().plan().revision() > held.plan().revision());
    }

    @Test
    void theLeaseIsRenewedEveryThirdOfItsTimeThoughNothingChanges() {
        loop.changed();
        apply();
        outside.reported(revision());
        loop.tick();
        long third = outside.plans.getLast().plan().ttlNanos() / 3 / 1_000_000;

        outside.readings.clear();
        outside.later(third - 10);
        loop.tick();
        assertEquals(1, outside.plans.size());
        outside.later(20);
        loop.tick();
        assertEquals(2, outside.plans.size());
        assertTrue(outside.plans.getLast().renewal() > outside.plans.getFirst().renewal());
    }

    @Test
    void whatGatewaysRefuseForLongIsWrittenOnceMore() {
        loop.changed();
        apply();
        outside.refused(revision(), "snapshot slot 0 is damaged");
        loop.tick();
        outside.later(4_000);
        loop.tick();
        assertEquals(0, order().attempt());

        outside.later(2_000);
        loop.tick();
        assertEquals(1, order().attempt());
        assertEquals(2, outside.woken.size());

        outside.later(2_000);
        loop.tick();
        assertEquals(1, order().attempt(), "only now and then");
    }

    @Test
    void aFailureIsSaidUntilItIsMended() {
        loop.changed();
        loop.failed(World.GATEWAY, order(), "Service/edge-sluice exists and does not belong to this Gateway");
        assertTrue(outside.published.getLast().failure().contains("Service/edge-sluice"));

        apply();
        assertNull(outside.published.getLast().failure());
        assertTrue(outside.published.getLast().written());
    }

    @Test
    void aGatewayThatIsGoneIsForgottenAndOneOfItsNameIsAnotherOne() {
        loop.changed();
        Gateway another = Serialization.clone(world.get(Gateway.class, "team", "edge"));
        another.getMetadata().setUid("another");
        world.put(another);

        loop.changed();

        assertEquals(List.of(List.of("uid-of-edge"), List.of("another")), outside.retained);
        assertEquals(2, outside.recalled.size());
    }
}
