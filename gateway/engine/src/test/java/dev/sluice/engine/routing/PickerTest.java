package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Pool.LoadBalancer;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PickerTest {
    private static Gateway gateway(LoadBalancer loadBalancer, Snapshots snapshots) {
        snapshots.loadBalancer = loadBalancer;
        if (loadBalancer == LoadBalancer.WEIGHTED_SCORE) {
            snapshots.scoredBy(Pool.Scorer.Name.LATENCY);
        }
        return new Gateway(snapshots);
    }

    @Test
    void roundRobinFollowsDeclaredWeightsSmoothlyWhateverThePlan() {
        Gateway gateway = gateway(LoadBalancer.ROUND_ROBIN, Snapshots.of(3, 1));
        gateway.plan(1, Map.of("a", 100_000, "b", 900_000));
        for (int i = 0; i < 10; i++) {
            assertEquals(Map.of("a", 3, "b", 1), gateway.share(4));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadBalancer.class,
            names = {"CONSISTENT_HASH"},
            mode = EnumSource.Mode.EXCLUDE)
    void aPolicysBoundsOnSharesHoldWhateverThePoolAsksFor(LoadBalancer loadBalancer) {
        Snapshots snapshots = Snapshots.of(1, 1);
        snapshots.constraints = new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Constraints.ShareBound(Constraints.By.PROVIDER, "default/a", 0, 200_000)),
                false);
        Gateway gateway = gateway(loadBalancer, snapshots);
        gateway.plan(1, Map.of("a", 200_000, "b", 800_000));
        assertEquals(20, gateway.share(100).get("a"), 1);
    }

    @Test
    void leastRequestAvoidsWhoIsBusy() {
        Gateway gateway = gateway(LoadBalancer.LEAST_REQUEST, Snapshots.of(1, 1, 1));
        // Nobody answers: whoever has fewer under way of the two drawn takes the next.
        Map<String, Integer> underWay = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            underWay.merge(name(gateway.picked()), 1, Integer::sum);
        }
        underWay.forEach((name, count) -> assertEquals(100, count, 5, underWay.toString()));
    }

    @Test
    void leastRequestLeavesASlowProviderToItsWork() {
        Gateway gateway = gateway(LoadBalancer.LEAST_REQUEST, Snapshots.of(1, 1));
        List<Exchange> stuck = new ArrayList<>();
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            Exchange x = gateway.picked();
            picks.merge(name(x), 1, Integer::sum);
            if (name(x).equals("a")) {
                stuck.add(x);
            } else {
                gateway.answer(x);
            }
        }
        assertTrue(stuck.size() <= 1, picks.toString());
    }

    @Test
    void leastRequestFollowsDeclaredWeightsWhereNobodyIsBusy() {
        Gateway gateway = gateway(LoadBalancer.LEAST_REQUEST, Snapshots.of(3, 1));
        assertEquals(750, gateway.share(1_000).get("a"), 50);
    }

    @Test
    void failoverUsesTheFirstByPriorityThenOrder() {
        Snapshots snapshots = new Snapshots()
                .with("a", 1, 1)
                .with("b", 1, 0)
                .with("c", 100, 0)
                .with("d", 1, 0);
        Gateway gateway = gateway(LoadBalancer.FAILOVER, snapshots);
        assertEquals(Map.of("b", 50), gateway.share(50));
        gateway.eject("b");
        assertEquals(Map.of("c", 50), gateway.share(50));
    }

    @Test
    void failoverDoesNotPanicWhileAnybodyIsHealthy() {
        Snapshots snapshots =
                new Snapshots().with("a", 1, 0).with("b", 1, 0).with("c", 1, 0).with("d", 1, 1);
        snapshots.outliers = new Pool.OutlierDetection(5, 10 * SECOND, 30 * SECOND, 300 * SECOND, 100, 1_900, 5, 100);
        Gateway gateway = gateway(LoadBalancer.FAILOVER, snapshots);
        gateway.eject("a");
        gateway.eject("b");
        assertEquals(Map.of("c", 50), gateway.share(50));
        gateway.eject("c");
        assertEquals(Map.of("d", 50), gateway.share(50));
    }

    @Test
    void failoverComesBackWhenTheFirstIsWell() {
        Gateway gateway = gateway(LoadBalancer.FAILOVER, Snapshots.of(1, 1));
        gateway.eject("a");
        assertEquals(Map.of("b", 10), gateway.share(10));
        gateway.now += 31 * SECOND;
        gateway.state.tick(gateway.now);
        assertEquals(Map.of("a", 10), gateway.share(10));
    }

    @Test
    void failoverRetriesGoToTheNextInOrder() {
        Gateway gateway = gateway(LoadBalancer.FAILOVER, Snapshots.of(1, 1, 1));
        Exchange x = gateway.picked();
        gateway.fail(x, Failure.RESET);
        gateway.retry(x);
        assertEquals("b", name(x));
        gateway.fail(x, Failure.RESET);
        gateway.retry(x);
        assertEquals("c", name(x));
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadBalancer.class,
            names = {"CONSISTENT_HASH"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoTheUserOrThePlanLeavesIsNotUsed(LoadBalancer loadBalancer) {
        Gateway gateway = gateway(loadBalancer, Snapshots.of(0, 1, 1));
        gateway.plan(1, Map.of("a", 0, "b", 0, "c", 1_000_000));
        assertEquals(Map.of("c", 50), gateway.share(50));

        gateway.now += 61 * SECOND;
        assertTrue(gateway.share(50).containsKey("b"), "the plan's word ends with its time");
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadBalancer.class,
            names = {"CONSISTENT_HASH"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoIsEjectedIsNotUsed(LoadBalancer loadBalancer) {
        Gateway gateway = gateway(loadBalancer, Snapshots.of(1, 1));
        gateway.eject("a");
        assertEquals(Map.of("b", 50), gateway.share(50));
    }
}
