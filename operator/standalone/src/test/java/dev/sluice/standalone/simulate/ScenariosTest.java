package dev.sluice.standalone.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.simulation.report.Figures;
import dev.sluice.simulation.report.Measure;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.strategy.Strategy;
import dev.sluice.simulation.world.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few seeds of every scenario: that nothing breaks, and that figures stay about where docs/control.md has them. */
class ScenariosTest {
    private static final int SEEDS = 2;

    /** Bounds are looser than the table's figures by what two seeds may scatter. */
    @ParameterizedTest
    @CsvSource({
        "A, 99.9, 97, 6", "B, 99.9, 97, 2", "C, 99.5, 97, 6", "D, 99.9, 97, 6", "E, 99.9, 97, 5", "F, 99.9, 95, 6",
        "G, 99.9, 99, 6", "H, 99.9, 99, 2", "I, 99.9, 99, 2", "J, 99.8, 95, 5", "K, 99.9, 99, 2", "L, 99.9, 99, 2",
        "M, 99.9, 97, 5", "N, 99.9, 97, 4"
    })
    void holds(String name, double availablePercent, double inTimePercent, double regretMicros) {
        Scenario scenario = ScenarioFiles.named(name);
        List<Figures> figures = new ArrayList<>();
        for (long seed = 101; seed < 101 + SEEDS; seed++) {
            Trace trace = Strategy.SLUICE.run(scenario, seed);
            assertEquals(List.of(), trace.violations, "scenario " + name + ", seed " + seed);
            figures.add(Figures.of(scenario, trace, Strategy.CLAIRVOYANT.run(scenario, seed)));
        }
        System.out.printf(
                "figure: scenario %s: available %s %%, in time %s %%, regret %s µ%n",
                name,
                Measure.AVAILABILITY.shown(figures),
                Measure.SLO_ATTAINMENT.shown(figures),
                Measure.REGRET.shown(figures));

        assertTrue(Measure.AVAILABILITY.mean(figures) * 100 >= availablePercent, "available");
        assertTrue(Measure.SLO_ATTAINMENT.mean(figures) * 100 >= inTimePercent, "in time");
        assertTrue(Measure.REGRET.mean(figures) <= regretMicros, "regret");
    }

    /** The growth of F is known three minutes before: the same, written into the policy. */
    @Test
    void growthThatIsDeclaredLosesFewerAnswers() {
        Scenario surprised = ScenarioFiles.named("F");
        ObjectNode policy = surprised.policy().deepCopy();
        policy.putArray("forecastEvents")
                .addObject()
                .put("name", "mint")
                .put("start", "2026-01-01T00:03:00Z")
                .put("duration", "3m")
                .put("demandFactor", "4");
        Scenario prepared = surprised.withPolicy(policy);
        double without = 0;
        double with = 0;
        for (long seed = 101; seed < 101 + SEEDS; seed++) {
            without += lateDuringGrowth(Strategy.SLUICE.run(surprised, seed));
            with += lateDuringGrowth(Strategy.SLUICE.run(prepared, seed));
        }
        System.out.printf(
                "figure: scenario F: late or lost in the first minute %.2f %%, declared %.2f %%%n",
                100 * without / SEEDS, 100 * with / SEEDS);
        assertTrue(with < without, "with " + with + ", without " + without);
    }

    private static double lateDuringGrowth(Trace trace) {
        long sent = 0;
        long good = 0;
        for (int second = 180; second < 240; second++) {
            sent += trace.sent[second];
            good += trace.good[second];
        }
        return 1 - (double) good / sent;
    }
}
