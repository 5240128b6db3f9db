package dev.sluice.engine;

import static dev.sluice.engine.Gateway.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight.Billed;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.engine.model.CompileResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayStateTest {
    private static final HealthCheck CHECK =
            new HealthCheck(HealthCheck.Kind.JSONRPC, SECOND, SECOND / 2, 2, 2, "eth_blockNumber");

    @Test
    void aSnapshotThatDoesNotCompileChangesNothing() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        Snapshots broken = Snapshots.of(1);
        broken.revision = 2;
        broken.members.add(new Pool.Member("default/gone", 1, 0));

        assertInstanceOf(CompileResult.Rejected.class, gateway.state.apply(broken.build(), 0));

        assertEquals(2, gateway.share(10).size());
        assertEquals(1, gateway.observe().revision());
        assertEquals(
                "ProviderPool/default/pool: members[1]: no provider default/gone in the snapshot",
                gateway.observe().rejection());
        Snapshots mended = Snapshots.of(1);
        mended.revision = 3;
        gateway.serve(mended);
        assertNull(gateway.observe().rejection());
        assertEquals(3, gateway.observe().revision());
    }

    @Test
    void anOldWriterThatComesBackIsNotHeard() {
        Snapshots snapshots = Snapshots.of(1);
        snapshots.epoch = 2;
        Gateway gateway = new Gateway(snapshots);
        Snapshots old = Snapshots.of(1, 1);
        old.revision = 99;

        assertInstanceOf(CompileResult.Rejected.class, gateway.state.apply(old.build(), 0));
        assertEquals(2, gateway.observe().epoch());

        gateway.plan(5, Map.of("a", 1_000_000));
        assertFalse(gateway.state.apply(new Plan("default/edge", 1, 4, SECOND, List.of()), 0));
        assertFalse(gateway.state.apply(new Plan("default/edge", 0, 9, SECOND, List.of()), 0));
        assertEquals(5, gateway.observe().planRevision());
    }

    @Test
    void aPlanThatCameBeforeTheSnapshotIsFollowed() {
        GatewayState state = new GatewayState("pod", 0, 0);
        assertTrue(state.apply(new Plan("default/edge", 1, 1, SECOND, List.of()), 0));
        assertFalse(state.planInForce(0), "nothing is served yet");
        state.apply(Snapshots.of(1).build(), 0);
        assertTrue(state.planInForce(SECOND));
        assertFalse(state.planInForce(SECOND + 1));
    }

    @Test
    void healthAndCountersSurviveAChangeOfTheModel() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        gateway.eject("a");
        long before = gateway.observe().traffic().get(0).attempts();
        Snapshots next = Snapshots.of(1, 1, 1);
        next.revision = 2;
        gateway.serve(next);

        assertEquals(Health.EJECTED, gateway.health("a"));
        assertEquals(Health.UNKNOWN, gateway.health("c"));
        assertEquals(Map.of("b", 50, "c", 50), gateway.share(100));
        assertEquals(before, gateway.observe().traffic().get(0).attempts());
    }

    @Test
    void healthChecksCostWhatThePriceListSaysAndAConnectionAloneCostsNothing() {
        Snapshots snapshots = Snapshots.of(1).withHealthCheck(CHECK);
        snapshots.providers.replaceAll(each -> each.withPrice(
                new Price("USD", 5, List.of(new Price.MethodPrice("eth_block*", 2), new Price.MethodPrice("*", 9)))));
        Gateway gateway = new Gateway(snapshots);
        for (int second = 0; second < 3; second++) {
            Failure failure = second == 1 ? Failure.TIMEOUT : null;
            long now = second * SECOND;
            gateway.state.probesDue(now).forEach(p -> gateway.state.probed(p, failure, 1, 17, now));
        }
        assertEquals(new Billed(3, 6), gateway.observe().providers().getFirst().billed());

        HealthCheck connect = new HealthCheck(HealthCheck.Kind.TCP, SECOND, SECOND / 2, 2, 2, "");
        Gateway other = new Gateway(Snapshots.of(1).withHealthCheck(connect));
        other.state.probesDue(0).forEach(p -> other.state.probed(p, null, 1, -1, 0));
        assertEquals(1, other.observe().providers().getFirst().probes());
        assertEquals(Billed.NONE, other.observe().providers().getFirst().billed());
    }

    @Test
    void providersAreProbedWhereNoRealAnswerComesAndShownAsFound() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1).withHealthCheck(CHECK));
        assertEquals(2, gateway.state.probesDue(0).size());
        gateway.state.probesDue(0).forEach(p -> assertTrue(false, "both are under way"));

        Gateway busy = new Gateway(Snapshots.of(1, 1).withHealthCheck(CHECK));
        busy.share(2);
        assertTrue(busy.state.probesDue(SECOND / 2).isEmpty());
        List<Probe> due = busy.state.probesDue(SECOND);
        busy.state.probed(due.get(0), null, 1, 17, SECOND);
        busy.state.probed(due.get(1), Failure.TIMEOUT, 1, -1, SECOND);

        Observation seen = busy.observe();
        assertEquals(17, seen.providers().get(0).headBlock());
        assertEquals(1, seen.providers().get(1).probeFailures());
        assertEquals("probe: TIMEOUT", seen.providers().get(1).lastError());
    }

    @Test
    void aDeadProviderLeavesByProbesAndComesBackByProbes() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1).withHealthCheck(CHECK));
        probeAll(gateway, Failure.CONNECT);
        probeAll(gateway, Failure.CONNECT);
        assertEquals(Health.UNHEALTHY, gateway.health("a"));
        assertEquals(Map.of("b", 20), gateway.share(20));

        probeAll(gateway, null);
        probeAll(gateway, null);
        assertEquals(Health.HEALTHY, gateway.health("a"));
        assertTrue(gateway.share(100).get("a") < 15, "slow start");
    }

    @Test
    void slowStartLeavesAShareOfExplorationWhole() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1).withHealthCheck(CHECK));
        gateway.plan(1, Map.of("a", 20_000, "b", 980_000));
        probeAll(gateway, Failure.CONNECT);
        probeAll(gateway, Failure.CONNECT);
        probeAll(gateway, null);
        probeAll(gateway, null);

        assertEquals(20, gateway.share(1000).get("a"), 1);
    }

    private static void probeAll(Gateway gateway, Failure ofA) {
        gateway.now += 2 * SECOND;
        gateway.state
                .probesDue(gateway.now)
                .forEach(p -> gateway.state.probed(
                        p, p.provider().id().equals("default/a") ? ofA : null, 1_000, -1, gateway.now));
    }

    @Test
    void beforeTheFirstSnapshotThereIsNothing() {
        GatewayState state = new GatewayState("pod", 7, 0);
        state.tick(SECOND);
        assertTrue(state.probesDue(SECOND).isEmpty());
        Observation nothing = state.observe(List.of(), 8, SECOND);
        assertEquals(0, nothing.revision());
        assertEquals(7, nothing.startedAtMillis());
    }
}
