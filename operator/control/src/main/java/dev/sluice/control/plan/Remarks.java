package dev.sluice.control.plan;

import dev.sluice.control.objective.ClassStand;
import dev.sluice.control.objective.ErrorBudget.Level;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.bound.ActiveOverride;
import dev.sluice.control.plan.fill.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is worth saying about a tick as a whole. */
final class Remarks {
    private Remarks() {}

    static List<PlanFinding> of(World world) {
        List<PlanFinding> remarks = new ArrayList<>();
        world.pooled()
                .deviations()
                .forEach(each -> remarks.add(new PlanFinding(
                        Kind.REPORTER_DEVIATES,
                        each.cell().key(),
                        each.reporter(),
                        "%s reports %s errors of %s where most see %s; it was outvoted"
                                .formatted(
                                        each.reporter(),
                                        Percent.of(each.errorRate()),
                                        each.cell().provider(),
                                        Percent.of(each.median())))));
        remarks.addAll(ProbeCheck.of(world));
        world.overrides().forEach(each -> remarks.add(new PlanFinding(Kind.OVERRIDDEN, null, each.id(), words(each))));
        return remarks;
    }

    static List<PlanFinding> ofObjectives(List<ClassStand> objectives) {
        return objectives.stream()
                .filter(each -> each.level() != Level.KEPT)
                .map(each -> new PlanFinding(
                        each.level() == Level.FAST ? Kind.BURNING_FAST : Kind.BURNING_SLOWLY,
                        null,
                        each.key().policy(),
                        "class %s: %s"
                                .formatted(
                                        each.key().requestClass(), each.worst().words())))
                .toList();
    }

    private static String words(ActiveOverride override) {
        String whom = override.by().name().toLowerCase(Locale.ROOT) + " " + override.value();
        return switch (override.action()) {
            case DRAIN -> whom + " is drained";
            case PIN -> "%s is pinned to %s".formatted(whom, Percent.of(override.ppm() / 1e6));
            case CAP -> "%s is capped at %s".formatted(whom, Percent.of(override.ppm() / 1e6));
        };
    }
}
