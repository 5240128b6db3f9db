package dev.sluice.operator.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.account.Regulator;
import dev.sluice.control.objective.ErrorBudget;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.Usage;
import dev.sluice.operator.status.World;
import dev.sluice.operator.status.measure.Measuring;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDeciderTest {
    private final World world = new World()
            .pod("edge-1", true, 7)
            .health("team/acme", Health.HEALTHY)
            .health("team/metal", Health.HEALTHY)
            .plan(0.5, 100, "declared weight 50 %");
    private final Measuring measuring = new Measuring();
    private final EventDecider decider = new EventDecider();

    @Test
    void whatTheFirstMomentShowsIsNoNews() {
        world.health("team/acme", Health.EJECTED);

        assertEquals(List.of(), decide());
    }

    @Test
    void sharesThatWentFarAreToldOnPolicyAndPool() {
        decide();
        world.plan(0.42, 100, "a small step");
        assertEquals(List.of(), decide());

        world.plan(0.12, 100, "40 % errors");
        List<EventDraft> events = decide();

        assertEquals(List.of("RoutingPolicy SharesShifted", "ProviderPool SharesShifted"), words(events));
        assertEquals(
                "acme 50% → 12%: 40 % errors; metal 50% → 88%",
                events.getFirst().note());
    }

    @Test
    void whatTheLimitHoldsBackIsToldLaterAsOne() {
        decide();
        world.plan(0.3, 100, "40 % errors");
        assertEquals(2, decide().size());

        world.plan(0.15, 100, "50 % errors").later(2_000);
        assertEquals(0, decide().size());
        world.plan(0.05, 100, "60 % errors").later(8_000);
        List<EventDraft> events = decide();

        assertEquals(
                "acme 30% → 5%: 60 % errors; metal 70% → 95%", events.getFirst().note());
    }

    @Test
    void providersFallOutAndComeBack() {
        decide();
        world.health("team/acme", Health.EJECTED);
        List<EventDraft> events = decide();
        assertEquals(List.of("Provider ProviderUnhealthy"), words(events));
        assertTrue(events.getFirst().note().endsWith("connection refused"));

        world.health("team/acme", Health.HEALTHY).later(1_000);
        assertEquals(List.of("Provider ProviderRecovered"), words(decide()));
    }

    @Test
    void relaxedBoundsAndRefusedSnapshotsAreTold() {
        decide();
        world.findings(new PlanFinding(
                PlanFinding.Kind.CONSTRAINTS_RELAXED, World.KEY, "Hyperscaler", "at most 40 % is given up"));
        world.rejection = "digest of slot 1 does not match";

        assertEquals(List.of("RoutingPolicy ConstraintsRelaxed", "Gateway SnapshotRefused"), words(decide()));
    }

    @Test
    void aFastBurnAndAnExceededBudgetAreToldOnce() {
        world.budget("team/fast", 1_000_000, 0.5, Regulator.IDLE).errorBudget(1, 0.1, ErrorBudget.Level.KEPT);
        decide();
        world.errorBudget(0.9, 3, ErrorBudget.Level.SLOW);
        assertEquals(List.of(), words(decide()), "a slow burn can wait");

        world.errorBudget(0.9, 20, ErrorBudget.Level.FAST)
                .budget("team/fast", 50_000_000, BudgetStand.EXHAUSTED, Regulator.of(0.5, 0));
        assertEquals(List.of("RoutingPolicy ErrorBudgetBurning", "RoutingPolicy BudgetExceeded"), words(decide()));
        assertEquals(List.of(), words(decide()));
    }

    @Test
    void overridesAreToldWhenTheyBeginAndEnd() {
        decide();
        world.apply("""
                apiVersion: sluice.dev/v1alpha1
                kind: TrafficOverride
                metadata: {name: drain, namespace: team}
                spec:
                  target: {providerRef: {name: acme}}
                  action: Drain
                  until: "%s"
                  reason: maintenance
                """.formatted(Instant.ofEpochMilli(world.nowMillis + 30_000)));
        assertEquals(List.of("TrafficOverride OverrideActive"), words(decide()));

        world.later(30_000);
        assertEquals(List.of("TrafficOverride OverrideExpired"), words(decide()));
    }

    @Test
    void anEventFitsTheApi() {
        decide();
        world.health("team/acme", Health.EJECTED);
        EventDraft draft = decide().getFirst();

        Event event = ClusterEventSink.event(draft, Instant.ofEpochMilli(1_700_000_000_123L), 5, "sluice-0");

        assertEquals("team", event.getMetadata().getNamespace());
        assertEquals("acme.18bcfe5687b.5", event.getMetadata().getName());
        assertEquals("2023-11-14T22:13:20.123000Z", event.getEventTime().getTime());
        assertEquals("Provider", event.getRegarding().getKind());
        assertEquals("sluice.dev/v1alpha1", event.getRegarding().getApiVersion());
        assertEquals("Warning", event.getType());
        assertEquals("sluice.dev/gateway", event.getReportingController());
    }

    private List<EventDraft> decide() {
        Known known = world.known();
        return decider.decide(known, measuring.measure(known, new Usage(known.gateways())));
    }

    private static List<String> words(List<EventDraft> events) {
        return events.stream()
                .map(e -> e.regarding().getKind() + " " + e.reason().label())
                .toList();
    }
}
