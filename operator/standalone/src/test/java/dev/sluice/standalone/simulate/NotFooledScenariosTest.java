package dev.sluice.standalone.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.world.Operator;
import dev.sluice.simulation.world.Trace;
import dev.sluice.simulation.world.World;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What sellers try, one thing in each scenario: who comes anew, who flatters health checks, who is many. */
class NotFooledScenariosTest {
    private static final long SEED = 101;
    private static final double ROUNDING = 1e-4;

    private final Set<String> flatter = new TreeSet<>();
    private final Set<String> taken = new TreeSet<>();

    private Trace run(String name) {
        return run(name, result -> {});
    }

    private static Trace run(String name, Consumer<PlanResult> listener) {
        Trace trace = World.run(ScenarioFiles.named(name), SEED, new Operator.Settings(true, listener));
        assertEquals(List.of(), trace.violations, "scenario " + name + ", seed " + SEED);
        return trace;
    }

    /** By plan, of all providers whose name begins so, in a second. */
    private static double share(String name, Trace trace, String prefix, int second) {
        Scenario scenario = ScenarioFiles.named(name);
        double sum = 0;
        for (int i = 0; i < trace.sellers; i++) {
            sum += scenario.sellers().get(i).name().startsWith(prefix) ? trace.intended[second][i] : 0;
        }
        return sum;
    }

    private static double most(String name, Trace trace, String prefix, int from, int until) {
        double most = 0;
        for (int second = from; second < until; second++) {
            most = Math.max(most, share(name, trace, prefix, second));
        }
        return most;
    }

    private static double available(Trace trace) {
        long sent = 0;
        long answered = 0;
        for (int second = 0; second < trace.seconds; second++) {
            sent += trace.sent[second];
            answered += trace.answered[second];
        }
        return (double) answered / sent;
    }

    @Test
    void newcomersGetLittleUntilTheyAreKnownAndAreLeftWhenTheyTurnBad() {
        Trace trace = run("newcomers");

        double onProbation = most("newcomers", trace, "bargain", 0, 655);
        double trusted = most("newcomers", trace, "bargain", 700, 1080);
        double left = share("newcomers", trace, "bargain", 1140);
        System.out.printf(
                "figure: newcomers: %.1f %% on probation, %.1f %% after it, %.2f %% a minute after they fail, available %.3f %%%n",
                100 * onProbation, 100 * trusted, 100 * left, 100 * available(trace));
        assertEquals(0, most("newcomers", trace, "bargain", 0, 55), 0);
        assertTrue(onProbation > 0.02 && onProbation <= 0.05 + ROUNDING, "on probation " + onProbation);
        assertTrue(trusted > 0.3 && trusted <= 0.4 + ROUNDING, "trusted, within the cap of an organization " + trusted);
        assertTrue(left < 0.03, "left " + left);
        assertTrue(available(trace) >= 0.999, "available " + available(trace));
    }

    @Test
    void whoFlattersHealthChecksIsToldAndGetsLittle() {
        Trace trace = run("flattery", result -> result.findings().stream()
                .filter(each -> each.kind() == PlanFinding.Kind.PROBES_FLATTER)
                .forEach(each -> flatter.add(each.subject())));

        double late = most("flattery", trace, "flatter", 150, 600);
        System.out.printf(
                "figure: flattery: told of %s, which have at most %.1f %%; available %.3f %%%n",
                flatter, 100 * late, 100 * available(trace));
        assertEquals(Set.of("default/flatter-fails", "default/flatter-slow"), flatter);
        assertTrue(late < 0.05, "have " + late);
        assertTrue(available(trace) >= 0.999, "available " + available(trace));
    }

    @Test
    void manyIdentitiesOfOneOrganizationAreOneForCapsWitnessesAndExploration() {
        Trace trace = run("identities", result -> result.decisions().stream()
                .filter(each -> each.reason().contains("region fails"))
                .filter(each -> each.provider().equals("default/metal-fra"))
                .forEach(each -> taken.add(each.provider() + ": " + each.reason())));

        double well = most("identities", trace, "same", 0, 300);
        double bad = most("identities", trace, "same", 360, 420);
        System.out.printf(
                "figure: identities: %.1f %% together while well, at most %.1f %% from a minute after they fail, available %.3f %%%n",
                100 * well, 100 * bad, 100 * available(trace));
        assertTrue(well > 0.3 && well <= 0.4 + ROUNDING, "well, within the cap of an organization " + well);
        assertTrue(bad < 0.15, "have " + bad);
        assertEquals(Set.of(), taken, "the honest one beside them is not left with them");
        assertTrue(available(trace) >= 0.999, "available " + available(trace));
    }
}
