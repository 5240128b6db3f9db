package dev.sluice.operator.status.decide;

import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.translate.OverrideTranslator;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.crds.v1alpha1.override.TrafficOverrideStatus;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.rollout.Moment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** TrafficOverrides: accepted, active by time, and who wrote them. */
final class OverrideDecision {
    private static final Set<String> OWNED =
            Set.of(ConditionType.ACCEPTED.label(), ConditionType.RESOLVED_REFS.label(), ConditionType.ACTIVE.label());

    private OverrideDecision() {}

    static Optional<TrafficOverride> decide(TrafficOverride written, Moment moment) {
        TrafficOverrideStatus carried =
                Objects.requireNonNullElse(written.getStatus(), new TrafficOverrideStatus(null, null, List.of()));
        return moment.said(written).flatMap(said -> {
            Optional<Condition> active = OverrideTranslator.active(said, written, moment.nowMillis());
            active.filter(Condition::holds)
                    .flatMap(holds -> OverrideTranslator.until(written))
                    .ifPresent(moment::lookAgain);
            TrafficOverrideStatus next = new TrafficOverrideStatus(
                    said.observedGeneration(),
                    Author.of(written).orElse(carried.author()),
                    Conditions.merge(
                            carried.conditions(),
                            Stream.concat(said.conditions().stream(), active.stream())
                                    .toList(),
                            OWNED,
                            said.observedGeneration(),
                            moment.nowMillis()));
            if (next.equals(written.getStatus())) {
                return Optional.empty();
            }
            TrafficOverride copy = new TrafficOverride();
            copy.setMetadata(written.getMetadata());
            copy.setSpec(written.getSpec());
            copy.setStatus(next);
            return Optional.of(copy);
        });
    }
}
