package dev.sluice.engine.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.model.CompiledBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MirrorsTest {
    private static final PlanKey KEY = new PlanKey(Snapshots.POLICY, Snapshots.POOL, RequestClass.MIRROR);

    @Test
    void copiesItsPartOfRequestsExactly() {
        Gateway gateway = new Gateway(mirrored(Snapshots.of(1), List.of(mirror(125_000)), List.of()));
        assertEquals(125, copies(gateway, 1_000).size(), 1);
    }

    @Test
    void allMirrorsOfRuleAndBackendCount() {
        Gateway gateway =
                new Gateway(mirrored(Snapshots.of(1), List.of(mirror(1_000_000), mirror(0)), List.of(mirror(500_000))));
        assertEquals(150, copies(gateway, 100).size(), 1);
    }

    @Test
    void copiesAreSpreadByDeclaredWeights() {
        Gateway gateway = new Gateway(mirrored(Snapshots.of(3, 1), List.of(mirror(1_000_000)), List.of()));
        Map<String, Integer> byProvider = new TreeMap<>();
        copies(gateway, 400).forEach(m -> byProvider.merge(m.provider().id(), 1, Integer::sum));
        assertEquals(300, byProvider.get("default/a"), 2);
        assertEquals(100, byProvider.get("default/b"), 2);
    }

    @Test
    void copiesAreCountedApartWithTheirCostAndLeaveHealthAlone() {
        Gateway gateway = new Gateway(mirrored(Snapshots.of(1), List.of(mirror(1_000_000)), List.of()));
        List<Mirrored> copies = copies(gateway, 20);
        copies.subList(0, 5).forEach(m -> m.answered(gateway.now));
        copies.subList(5, 15).forEach(m -> m.failed(Failure.TIMEOUT));
        copies.subList(15, 20).forEach(m -> m.failed(Failure.CONNECT));
        Observation seen = gateway.observe();
        Traffic traffic = seen.traffic().stream()
                .filter(t -> t.key().equals(KEY))
                .findFirst()
                .orElseThrow();
        assertEquals(0, traffic.firstAttempts());
        assertEquals(20, traffic.attempts());
        assertEquals(5, traffic.successes());
        assertEquals(Map.of(Failure.TIMEOUT, 10L, Failure.CONNECT, 5L), traffic.failures());
        assertEquals(15 * 1_000, traffic.costPicos(), "what never arrived costs nothing");
        assertEquals(0, seen.providers().getFirst().ejections());
        assertEquals(0, seen.providers().getFirst().inFlight());
    }

    @Test
    void theLawHoldsForCopies() {
        Snapshots snapshots = Snapshots.of(1, 1);
        snapshots.constraints =
                new Constraints(List.of(), List.of(), List.of(), List.of("org-b"), List.of(), List.of(), false);
        Gateway gateway = new Gateway(mirrored(snapshots, List.of(mirror(1_000_000)), List.of()));
        assertTrue(copies(gateway, 50).stream().allMatch(m -> m.provider().id().equals("default/a")));
    }

    @Test
    void aProviderThatThePlanLeavesGetsNoCopies() {
        Gateway gateway = new Gateway(mirrored(Snapshots.of(1, 1), List.of(mirror(1_000_000)), List.of()));
        gateway.plan(1, Map.of("a", 0, "b", Plan.WHOLE));
        assertTrue(copies(gateway, 50).stream().allMatch(m -> m.provider().id().equals("default/b")));
    }

    @Test
    void anUnusableProviderGetsNoCopies() {
        Gateway gateway = new Gateway(mirrored(Snapshots.of(1, 1), List.of(mirror(1_000_000)), List.of()));
        gateway.eject("a");
        assertTrue(copies(gateway, 50).stream().allMatch(m -> m.provider().id().equals("default/b")));
    }

    /** Begins so many requests and returns their copies. */
    private static List<Mirrored> copies(Gateway gateway, int requests) {
        List<Mirrored> copies = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Exchange x = gateway.picked();
            CompiledBackend backend = x.rule().backends().getFirst();
            if (gateway.loop.isMirrored(x)) {
                copies.addAll(gateway.loop.mirror(x, backend, gateway.now));
            }
            gateway.answer(x);
        }
        return copies;
    }

    private static Filter.Mirror mirror(int ppm) {
        return new Filter.Mirror(Snapshots.POOL, ppm);
    }

    private static Snapshots mirrored(Snapshots snapshots, List<Filter> ofRule, List<Filter> ofBackend) {
        Backend backend = new Backend(1, new Backend.ToPool(Snapshots.POOL), Snapshots.POLICY, ofBackend);
        Rule rule = new Rule("0", List.of(Snapshots.prefix("/")), ofRule, List.of(backend), null, null, null);
        snapshots.moreRoutes.add(new Route("default/first", List.of("http"), List.of(), List.of(rule)));
        return snapshots;
    }
}
