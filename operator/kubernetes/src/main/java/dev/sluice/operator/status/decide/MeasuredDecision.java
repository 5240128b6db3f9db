package dev.sluice.operator.status.decide;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.operator.status.condition.Carried;
import dev.sluice.operator.status.condition.Pace;
import dev.sluice.operator.status.measure.MeasuredCondition;
import dev.sluice.operator.status.measure.Measures;
import dev.sluice.operator.status.rollout.Moment;
import dev.sluice.operator.status.rollout.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Provider, ProviderPool and RoutingPolicy have in common: translated conditions, Programmed, Ready, measurements. */
final class MeasuredDecision {
    static final long INTERVAL_MILLIS = 10_000;
    private static final Set<String> OWNED = Set.of(
            ConditionType.ACCEPTED.label(),
            ConditionType.RESOLVED_REFS.label(),
            ConditionType.PARTIALLY_INVALID.label(),
            ConditionType.PROGRAMMED.label(),
            ConditionType.READY.label(),
            MeasuredCondition.HEALTHY.label(),
            MeasuredCondition.METRICS_AVAILABLE.label(),
            MeasuredCondition.CONSTRAINTS_RELAXED.label(),
            MeasuredCondition.WITHIN_BUDGET.label(),
            MeasuredCondition.OBJECTIVES_MET.label(),
            MeasuredCondition.PRICE_CURRENT.label());

    private final Rollout rollout;
    private final Pace<ObjectRef> pace = new Pace<>(INTERVAL_MILLIS);

    MeasuredDecision(Rollout rollout) {
        this.rollout = rollout;
    }

    /**
     * Empty where there is nothing to write.
     *
     * @param due whether there is something to write all the same
     */
    Optional<Carried> decide(HasMetadata object, Carried carried, Measures measures, boolean due, Moment moment) {
        return moment.said(object).flatMap(said -> decide(object, said, carried, measures, due, moment));
    }

    private Optional<Carried> decide(
            HasMetadata object, ObjectStatus said, Carried carried, Measures measures, boolean due, Moment moment) {
        List<Condition> conditions = rollout.conditions(object, said, carried.conditions(), moment);
        boolean programmed = conditions.stream().anyMatch(c -> c.is(ConditionType.PROGRAMMED) && c.holds());
        if (rollout.waits(object, said, programmed, moment)) {
            return Optional.empty();
        }
        return pace.next(
                ObjectRef.of(object),
                carried,
                conditions,
                measures,
                OWNED,
                said.observedGeneration(),
                due ? Pace.Beside.URGENT : Pace.Beside.NOTHING,
                moment.nowMillis());
    }

    void keep(Set<ObjectRef> objects) {
        pace.keep(objects);
    }
}
