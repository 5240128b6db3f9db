package dev.sluice.simulation.world;

import dev.sluice.simulation.scenario.Change;
import dev.sluice.simulation.scenario.Scenario;
import java.util.List;

/** Requests per second over time. */
final class DemandCurve {
    private final double base;
    private final List<Change.Demand> changes;

    DemandCurve(Scenario scenario) {
        base = scenario.requestsPerSecond();
        changes = scenario.timeline().stream()
                .filter(Change.Demand.class::isInstance)
                .map(Change.Demand.class::cast)
                .toList();
    }

    double at(long nanos) {
        double factor = 1;
        for (Change.Demand change : changes) {
            double up = grown(nanos - change.fromNanos(), change.rampNanos());
            double down = grown(nanos - change.untilNanos(), change.rampNanos());
            factor *= 1 + (change.factor() - 1) * (up - down);
        }
        return base * factor;
    }

    private static double grown(long nanos, long ramp) {
        return nanos < 0 ? 0 : ramp == 0 ? 1 : Math.min(1, (double) nanos / ramp);
    }
}
