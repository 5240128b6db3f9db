package dev.sluice.simulation.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.demo.DemoScenario.Phase;
import dev.sluice.simulation.model.FaultTimeline;
import dev.sluice.simulation.model.Impairment;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoScenarioTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {20, 66})
    void theStoryIsTheSameAtAnyLength(int seconds) {
        DemoScenario scenario = DemoScenario.standard(8080).withLength(Duration.ofSeconds(seconds));
        FaultTimeline faults = scenario.faults(5 * SECOND);

        Impairment healthy = faults.at(5 * SECOND + scenario.beginsNanos(Phase.SLOWING) - 1);
        Impairment slow = faults.at(5 * SECOND + scenario.beginsNanos(Phase.FAILING) - 1);
        Impairment down = faults.at(5 * SECOND + scenario.beginsNanos(Phase.DOWN));
        Impairment stillDown = faults.at(5 * SECOND + scenario.beginsNanos(Phase.RECOVERING) - 1);
        Impairment recovering = faults.at(5 * SECOND + scenario.beginsNanos(Phase.RECOVERED) - 1_000);
        Impairment recovered = faults.at(5 * SECOND + scenario.beginsNanos(Phase.RECOVERED));

        assertEquals(Impairment.NONE, healthy);
        assertTrue(slow.latencyFactor() > 20 && slow.errorPpm() == 0);
        assertEquals(1_000_000, down.errorPpm());
        assertEquals(1_000_000, stillDown.errorPpm());
        assertTrue(recovering.errorPpm() < 1_000);
        assertEquals(Impairment.NONE, recovered);
    }

    @Test
    void phasesFollowEachOther() {
        DemoScenario scenario = DemoScenario.standard(8080).withLength(Duration.ofSeconds(100));

        List<Phase> phases = LongStream.of(0, 14, 15, 22, 32, 44, 45, 51, 100)
                .mapToObj(second -> scenario.phaseAt(second * SECOND))
                .toList();

        assertEquals(
                List.of(
                        Phase.HEALTHY,
                        Phase.HEALTHY,
                        Phase.SLOWING,
                        Phase.FAILING,
                        Phase.DOWN,
                        Phase.DOWN,
                        Phase.RECOVERING,
                        Phase.RECOVERED,
                        Phase.RECOVERED),
                phases);
    }
}
