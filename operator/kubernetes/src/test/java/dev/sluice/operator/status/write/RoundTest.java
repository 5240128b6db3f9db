package dev.sluice.operator.status.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.crds.v1alpha1.TrafficPlan;
import dev.sluice.operator.event.EventDraft;
import dev.sluice.operator.status.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {
    private final World world = new World().pod("edge-1", true, 7);
    private final FakeApi api = new FakeApi();
    private final List<EventDraft> events = new ArrayList<>();
    private final Counted counted = new Counted();
    private final Round round = new Round(api, events::add, counted, () -> {});

    @Test
    void aCopyThatIsOldLeadsToNoSecondWrite() {
        run();
        int writes = api.puts.size();

        run();

        assertEquals(7, writes);
        assertEquals(writes, api.puts.size());
        assertEquals(7, counted.written);
    }

    @Test
    void aCopyThatIsNewerIsTheTruth() {
        run();
        api.renew(world);
        int writes = api.puts.size();
        world.apply(World.QUICKSTART.substring(World.QUICKSTART.lastIndexOf("---\n") + 4));

        world.later(10).pod("edge-1", true, 7);
        run();

        assertEquals(writes + 1, api.puts.size());
        assertEquals(2L, api.puts.getLast().getMetadata().getGeneration());
    }

    @Test
    void aConflictIsDecidedAnewWithTheNextCopy() {
        api.answer = new StatusApi.Answer.Outdated();
        assertFalse(run().failed());
        assertEquals(7, counted.outdated);

        api.answer = null;
        run();

        assertEquals(7, api.puts.size());
    }

    @Test
    void anErrorEndsTheRoundToBeTriedAgain() {
        api.answer = new StatusApi.Answer.Failed("connection refused");
        assertTrue(run().failed());
        assertEquals(1, counted.failed);

        api.answer = null;
        assertFalse(run().failed());

        assertEquals(7, api.puts.size());
    }

    @Test
    void whatIsRefusedKeepsNobodyWaitingAndIsTriedAgainLater() {
        api.answer = new StatusApi.Answer.Refused("status.x: Required value");
        assertFalse(run().failed());
        assertEquals(7, counted.failed);

        api.answer = null;
        run();
        assertEquals(0, api.puts.size());

        world.later(RefusedWrites.PAUSE_MILLIS + 1);
        run();
        assertEquals(7, api.puts.size());
    }

    @Test
    void aPlanIsCreatedOnceAndWrittenWhenItVisiblyChanges() {
        world.health("team/acme", Health.HEALTHY)
                .health("team/metal", Health.HEALTHY)
                .plan(0.5, 100, "declared weight 50 %");
        run();
        TrafficPlan plan = (TrafficPlan) api.puts.getLast();
        assertEquals("acme 50%, metal 50%", plan.getStatus().shares());
        assertEquals("3.00 USD", plan.getStatus().cost());
        assertEquals("edge", plan.getSpec().gatewayRef().name());
        assertEquals(
                "uid-of-edge",
                plan.getMetadata().getOwnerReferences().getFirst().getUid());
        assertEquals("sluice", plan.getMetadata().getLabels().get("app.kubernetes.io/managed-by"));
        assertEquals(
                "6.00 USD",
                plan.getStatus().traffic().getFirst().providers().getFirst().price());
        int writes = plans();

        world.plan(0.501, 101, "declared weight 50.1 %").later(20_000);
        run();
        assertEquals(writes, plans());

        world.plan(0.6, 100, "its p95 is lower").later(1_000);
        run();
        assertEquals(writes + 1, plans());

        world.plan(0.7, 100, "its p95 is lower").later(1_000);
        run();
        assertEquals(writes + 1, plans());

        world.health("team/acme", Health.UNHEALTHY).plan(0.7, 100, "its p95 is lower");
        run();
        assertEquals(writes + 2, plans());
        assertEquals(
                "Unhealthy",
                ((TrafficPlan) api.puts.getLast())
                        .getStatus()
                        .traffic()
                        .getFirst()
                        .providers()
                        .getFirst()
                        .health());
        assertEquals(1, api.applied);
        assertEquals(3, events.size(), "shares on policy and pool, health on the provider");
    }

    private Round.Outcome run() {
        return round.run(world.known(), () -> false);
    }

    private int plans() {
        return (int) api.written().stream().filter("TrafficPlan"::equals).count();
    }

    private static final class Counted implements WriteCounter {
        private int written;
        private int outdated;
        private int failed;

        @Override
        public void written(String kind) {
            written++;
        }

        @Override
        public void outdated(String kind) {
            outdated++;
        }

        @Override
        public void failed(String kind) {
            failed++;
        }
    }
}
