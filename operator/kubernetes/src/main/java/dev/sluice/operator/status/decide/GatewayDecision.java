package dev.sluice.operator.status.decide;

import dev.sluice.contract.observation.Observation;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.rollout.Moment;
import dev.sluice.operator.status.rollout.Rollout;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddress;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteGroupKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gateways: Accepted, Programmed, addresses, and the same by listener. */
final class GatewayDecision {
    private static final String ATTACHED_SETS = "attachedListenerSets";
    private static final Set<String> OF_ADDRESSES =
            Set.of(Reason.ADDRESS_NOT_ASSIGNED.label(), Reason.ADDRESS_NOT_USABLE.label());
    private static final String PROGRAMMED = ConditionType.PROGRAMMED.label();
    private static final Set<String> OWNED = Set.of(
            ConditionType.ACCEPTED.label(),
            PROGRAMMED,
            ConditionType.RESOLVED_REFS.label(),
            ConditionType.INSECURE_FRONTEND_VALIDATION.label());
    private static final Set<String> OWNED_BY_LISTENER = Set.of(
            ConditionType.ACCEPTED.label(),
            PROGRAMMED,
            ConditionType.RESOLVED_REFS.label(),
            ConditionType.CONFLICTED.label());

    private final Rollout rollout;

    GatewayDecision(Rollout rollout) {
        this.rollout = rollout;
    }

    Optional<Gateway> decide(Gateway written, Moment moment) {
        return moment.said(written).flatMap(said -> decide(written, said, moment));
    }

    private Optional<Gateway> decide(Gateway written, ObjectStatus said, Moment moment) {
        GatewayStatus carried = written.getStatus() == null ? new GatewayStatus() : written.getStatus();
        String id = ObjectRef.of(written).id();
        GatewayView view = moment.known().gateways().stream()
                .filter(g -> g.id().equals(id))
                .findFirst()
                .orElse(null);
        List<GatewayStatusAddress> addresses = view == null || view.service().isEmpty()
                ? carried.getAddresses()
                : Addresses.of(view.service().get());
        Condition programmed = programmed(written, said, carried, view, addresses, moment);
        boolean waits = !wrong(programmed) && rollout.waits(written, said, programmed.holds(), moment);
        GatewayStatus next = new GatewayStatus(
                addresses,
                Conditions.merge(
                        carried.getConditions(),
                        Stream.concat(said.conditions().stream(), Stream.of(programmed))
                                .toList(),
                        OWNED,
                        said.observedGeneration(),
                        moment.nowMillis()),
                listeners(carried.getListeners(), said, programmed, moment.nowMillis()));
        next.setAdditionalProperties(attachedSets(carried, ObjectRef.of(written), moment));
        return waits || next.equals(carried)
                ? Optional.empty()
                : Optional.of(new Gateway(
                        written.getApiVersion(), written.getKind(), written.getMetadata(), written.getSpec(), next));
    }

    /** The client knows no field for the number of ListenerSets that are taken. */
    private static Map<String, Object> attachedSets(GatewayStatus carried, ObjectRef gateway, Moment moment) {
        long attached = moment.known().statuses().stream()
                .filter(status -> status.ref().kind().equals("ListenerSet"))
                .filter(status -> status.parents().stream()
                        .map(ParentStatus::parent)
                        .anyMatch(parent -> parent.namespace().equals(gateway.namespace())
                                && parent.name().equals(gateway.name())))
                .filter(ObjectStatus::valid)
                .count();
        Map<String, Object> more = new HashMap<>(carried.getAdditionalProperties());
        if (attached > 0 || more.containsKey(ATTACHED_SETS)) {
            more.put(ATTACHED_SETS, Math.toIntExact(attached));
        }
        return more;
    }

    /** What pods refuse or the API server did not take outweighs that an earlier state is served. */
    private Condition programmed(
            Gateway written,
            ObjectStatus said,
            GatewayStatus carried,
            @Nullable GatewayView view,
            List<GatewayStatusAddress> addresses,
            Moment moment) {
        Condition programmed = rollout.programmed(written, said, carried.getConditions(), moment);
        if (programmed.reason().equals(Reason.INVALID.label())) {
            return programmed;
        }
        if (view == null) {
            return Conditions.holds(carried.getConditions(), PROGRAMMED, said.observedGeneration())
                    ? programmed
                    : Condition.of(ConditionType.PROGRAMMED, false, Reason.PENDING, "it is being set up");
        }
        String wrong = wrong(view);
        Condition unusable = Addresses.unusable(written, addresses, wrong);
        if (unusable != null) {
            return unusable;
        }
        if (wrong != null) {
            return Condition.of(ConditionType.PROGRAMMED, false, Reason.INVALID, wrong);
        }
        if (programmed.holds()
                && addresses.isEmpty()
                && !Conditions.holds(carried.getConditions(), PROGRAMMED, said.observedGeneration())) {
            return Condition.of(
                    ConditionType.PROGRAMMED,
                    false,
                    Reason.ADDRESS_NOT_ASSIGNED,
                    "its Service has no address yet; a Service of type LoadBalancer needs a controller that assigns one");
        }
        return programmed;
    }

    private static @Nullable String wrong(GatewayView view) {
        return view.failure() != null
                ? view.failure()
                : view.pods().stream()
                        .flatMap(pod -> pod.observation().stream())
                        .map(Observation::rejection)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** Nothing that a moment's wait would mend. */
    private static boolean wrong(Condition programmed) {
        return programmed.reason().equals(Reason.INVALID.label())
                || programmed.reason().equals(Reason.ADDRESS_NOT_USABLE.label());
    }

    static List<ListenerStatus> listeners(
            @Nullable List<ListenerStatus> carried, ObjectStatus said, Condition programmed, long nowMillis) {
        List<ListenerStatus> listeners = new ArrayList<>();
        for (dev.sluice.control.status.ListenerStatus listener : said.listeners()) {
            ListenerStatus old = Objects.requireNonNullElse(carried, List.<ListenerStatus>of()).stream()
                    .filter(l -> listener.name().equals(l.getName()))
                    .findFirst()
                    .orElse(null);
            List<Condition> conditions = Stream.concat(
                            listener.conditions().stream(), Stream.of(programmed(listener, programmed)))
                    .toList();
            ListenerStatus next = new ListenerStatus(
                    listener.attachedRoutes(),
                    Conditions.merge(
                            old == null ? null : old.getConditions(),
                            conditions,
                            OWNED_BY_LISTENER,
                            said.observedGeneration(),
                            nowMillis),
                    listener.name(),
                    listener.supportedKinds().stream()
                            .map(kind -> new RouteGroupKind(References.GATEWAY_API, kind))
                            .toList());
            listeners.add(next);
        }
        return listeners;
    }

    private static Condition programmed(dev.sluice.control.status.ListenerStatus listener, Condition gateway) {
        boolean valid = listener.conditions().stream()
                .filter(c -> c.is(ConditionType.ACCEPTED) || c.is(ConditionType.RESOLVED_REFS))
                .allMatch(Condition::holds);
        Condition conflicted = listener.conditions().stream()
                .filter(c -> c.is(ConditionType.CONFLICTED) && c.holds())
                .findFirst()
                .orElse(null);
        if (conflicted != null) {
            return new Condition(PROGRAMMED, Status.FALSE, conflicted.reason(), conflicted.message());
        }
        if (!valid) {
            return Condition.of(ConditionType.PROGRAMMED, false, Reason.INVALID, "see its other conditions");
        }
        return OF_ADDRESSES.contains(gateway.reason())
                ? Condition.of(ConditionType.PROGRAMMED, false, Reason.PENDING, gateway.message())
                : gateway;
    }
}
