package dev.sluice.control.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.view.Moves.Changes;
import dev.sluice.control.view.Moves.HealthChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovesTest {
    private static final PlanKey KEY = new PlanKey("ns/policy", "ns/pool", "default");

    private final Moves moves = new Moves("ns/edge");

    @Test
    void whatIsSeenFirstHasNotMoved() {
        assertEquals(new Changes(List.of(), List.of(), List.of()), decided(500_000, Health.HEALTHY));
    }

    @Test
    void smallStepsAreVisibleAndAddUpToAFarMove() {
        decided(500_000, Health.HEALTHY);
        decided(450_000, Health.HEALTHY);
        Changes changes = decided(400_000, Health.HEALTHY);

        assertEquals(
                List.of(new Move(9, "ns/edge", "ns/policy", "ns/pool", "default", "ns/a", 0.45, 0.4, "why")),
                changes.visible());
        assertEquals(
                List.of(new Move(9, "ns/edge", "ns/policy", "ns/pool", "default", "ns/a", 0.5, 0.4, "why")),
                changes.far());
    }

    @Test
    void aStepNobodyCouldSeeIsRememberedUntilItCanBeSeen() {
        decided(500_000, Health.HEALTHY);

        assertEquals(List.of(), decided(499_500, Health.HEALTHY).visible());
        assertEquals(0.5, decided(499_000, Health.HEALTHY).visible().getFirst().from());
    }

    @Test
    void healthIsToldWhenItChanges() {
        decided(500_000, Health.HEALTHY);

        assertEquals(
                List.of(new HealthChange("ns/a", Health.HEALTHY, Health.EJECTED)),
                decided(500_000, Health.EJECTED).health());
        assertEquals(List.of(), decided(500_000, Health.EJECTED).health());
    }

    @Test
    void aMemberThatLeftBeginsAnew() {
        decided(500_000, Health.HEALTHY);
        moves.decided(List.of(), 9);

        assertEquals(new Changes(List.of(), List.of(), List.of()), decided(100_000, Health.UNHEALTHY));
    }

    private Changes decided(int sharePpm, Health health) {
        Decision.Inputs inputs = new Decision.Inputs(-1, -1, -1, 0, -1, 0);
        return moves.decided(List.of(new Decision(KEY, "ns/a", sharePpm, sharePpm, 500_000, health, inputs, "why")), 9);
    }
}
