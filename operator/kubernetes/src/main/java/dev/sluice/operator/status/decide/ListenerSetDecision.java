package dev.sluice.operator.status.decide;

import dev.sluice.control.gatewayapi.ListenerSet;
import dev.sluice.control.gatewayapi.ListenerSetStatus;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.rollout.Moment;
import dev.sluice.operator.status.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** ListenerSets of Gateways of ours: Accepted, Programmed, and the same by listener. */
final class ListenerSetDecision {
    private static final Set<String> OWNED = Set.of(ConditionType.ACCEPTED.label(), ConditionType.PROGRAMMED.label());

    private final Rollout rollout;

    ListenerSetDecision(Rollout rollout) {
        this.rollout = rollout;
    }

    Optional<ListenerSet> decide(ListenerSet written, Moment moment) {
        return moment.said(written).flatMap(said -> decide(written, said, moment));
    }

    private Optional<ListenerSet> decide(ListenerSet written, ObjectStatus said, Moment moment) {
        ListenerSetStatus carried =
                written.getStatus() == null ? new ListenerSetStatus(List.of(), List.of()) : written.getStatus();
        Condition programmed = programmed(written, said, carried, moment);
        if (rollout.waits(written, said, programmed.holds(), moment)) {
            return Optional.empty();
        }
        ListenerSetStatus next = new ListenerSetStatus(
                Conditions.merge(
                        carried.conditions(),
                        Stream.concat(said.conditions().stream(), Stream.of(programmed))
                                .toList(),
                        OWNED,
                        said.observedGeneration(),
                        moment.nowMillis()),
                GatewayDecision.listeners(carried.listeners(), said, programmed, moment.nowMillis()));
        if (next.equals(carried)) {
            return Optional.empty();
        }
        ListenerSet copy = new ListenerSet();
        copy.setMetadata(written.getMetadata());
        copy.setSpec(written.getSpec());
        copy.setStatus(next);
        return Optional.of(copy);
    }

    /** A set that is not accepted says why in both places. */
    private Condition programmed(ListenerSet written, ObjectStatus said, ListenerSetStatus carried, Moment moment) {
        return said.conditions().stream()
                .filter(c -> c.is(ConditionType.ACCEPTED) && !c.holds())
                .findFirst()
                .map(no -> new Condition(ConditionType.PROGRAMMED.label(), Status.FALSE, no.reason(), no.message()))
                .orElseGet(() -> rollout.programmed(written, said, carried.conditions(), moment));
    }
}
