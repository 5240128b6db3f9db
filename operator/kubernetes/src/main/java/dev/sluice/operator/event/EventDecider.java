package dev.sluice.operator.event;

import dev.sluice.contract.observation.Observation;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.OverrideTranslator;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.Usage;
import dev.sluice.operator.status.measure.Measured;
import dev.sluice.operator.status.measure.MeasuredCondition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which Events the step from one moment to the next is worth. What the first moment shows is no change, so a new
 * leader tells nothing twice. What a limit holds back is told later, if it still differs. Owned by one thread.
 */
public final class EventDecider {
    private final EventLimit limit = new EventLimit();
    private final ShareShifts shifts = new ShareShifts();
    private final Changes<Status> health = new Changes<>();
    private final Changes<Status> relaxed = new Changes<>();
    private final Changes<Boolean> burning = new Changes<>();
    private final Changes<Boolean> exceeded = new Changes<>();
    private final Changes<String> active = new Changes<>();
    private final Changes<String> refused = new Changes<>();
    private boolean started;

    public List<EventDraft> decide(Known known, Measured measured) {
        Map<ObjectRef, HasMetadata> objects = objects(known.resources());
        List<EventDraft> events = new ArrayList<>();
        Round round = new Round(objects, events, known.nowMillis());
        known.resources().providers().forEach(p -> health(ObjectRef.of(p), measured, round));
        known.resources().policies().forEach(p -> relaxed(ObjectRef.of(p), measured, round));
        known.resources().policies().forEach(p -> {
            tell(
                    p,
                    MeasuredCondition.OBJECTIVES_MET,
                    "BurningFast",
                    burning,
                    EventReason.ERROR_BUDGET_BURNING,
                    measured,
                    round);
            tell(p, MeasuredCondition.WITHIN_BUDGET, "", exceeded, EventReason.BUDGET_EXCEEDED, measured, round);
        });
        overrides(known, round);
        known.gateways().forEach(gateway -> refused(gateway, round));
        shifts.find(known).forEach(shift -> shifted(shift, known, round));
        List.of(health, relaxed, burning, exceeded, active, refused).forEach(changes -> changes.keep(objects.keySet()));
        started = true;
        return events;
    }

    private void health(ObjectRef provider, Measured measured, Round round) {
        Condition now = measured.health(provider.id());
        if (now.status() != Status.UNKNOWN && health.differs(provider, now.status())) {
            EventReason reason = now.holds() ? EventReason.PROVIDER_RECOVERED : EventReason.PROVIDER_UNHEALTHY;
            if (round.tell(provider, reason, now.message())) {
                health.told(provider, now.status());
            }
        }
    }

    private void relaxed(ObjectRef policy, Measured measured, Round round) {
        measured.policy(policy.id()).conditions().stream()
                .filter(c -> c.type().equals(MeasuredCondition.CONSTRAINTS_RELAXED.label()))
                .filter(c -> relaxed.differs(policy, c.status()))
                .forEach(c -> {
                    if (!c.holds() || round.tell(policy, EventReason.CONSTRAINTS_RELAXED, c.message())) {
                        relaxed.told(policy, c.status());
                    }
                });
    }

    /** Tells that a condition became false. @param only for this reason; empty for any */
    private static void tell(
            RoutingPolicy object,
            MeasuredCondition type,
            String only,
            Changes<Boolean> changes,
            EventReason reason,
            Measured measured,
            Round round) {
        ObjectRef policy = ObjectRef.of(object);
        Optional<Condition> now = measured.policy(policy.id()).conditions().stream()
                .filter(c -> c.type().equals(type.label()))
                .filter(c -> c.status() == Status.FALSE)
                .filter(c -> only.isEmpty() || c.reason().equals(only))
                .findFirst();
        boolean bad = now.isPresent();
        if (changes.differs(policy, bad)
                && (!bad || round.tell(policy, reason, now.get().message()))) {
            changes.told(policy, bad);
        }
    }

    private void overrides(Known known, Round round) {
        Map<ObjectRef, ObjectStatus> statuses = new HashMap<>();
        known.statuses().forEach(status -> statuses.put(status.ref(), status));
        for (TrafficOverride override : known.resources().overrides()) {
            ObjectRef ref = ObjectRef.of(override);
            Optional<Condition> now = Optional.ofNullable(statuses.get(ref))
                    .flatMap(status -> OverrideTranslator.active(status, override, known.nowMillis()));
            String state = now.map(c -> c.status().label()).orElse("");
            if (started) {
                active.differs(ref, "");
            }
            if (active.differs(ref, state)) {
                boolean told = now.isEmpty()
                        || round.tell(
                                ref,
                                now.get().holds() ? EventReason.OVERRIDE_ACTIVE : EventReason.OVERRIDE_EXPIRED,
                                now.get().message());
                if (told) {
                    active.told(ref, state);
                }
            }
        }
    }

    private void refused(GatewayView gateway, Round round) {
        ObjectRef ref = Usage.ref("Gateway", gateway.id());
        String rejection = gateway.pods().stream()
                .flatMap(pod -> pod.observation().stream())
                .map(Observation::rejection)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        if (refused.differs(ref, rejection)
                && (rejection.isEmpty() || round.tell(ref, EventReason.SNAPSHOT_REFUSED, rejection))) {
            refused.told(ref, rejection);
        }
    }

    /** On the pool and on each policy that governs it; held back by the pool's limit for all of them. */
    private void shifted(ShareShifts.Shift shift, Known known, Round round) {
        boolean told = Stream.concat(
                        Usage.merged(shift.key().policy()).stream().map(id -> Usage.ref("RoutingPolicy", id)),
                        Stream.of(shift.key().pool())
                                .filter(id -> !Usage.service(id))
                                .map(id -> Usage.ref("ProviderPool", id)))
                .map(ref -> round.tell(ref, EventReason.SHARES_SHIFTED, shift.note()))
                .reduce(false, Boolean::logicalOr);
        if (told) {
            shifts.tell(shift, known);
        }
    }

    private static Map<ObjectRef, HasMetadata> objects(Resources all) {
        Map<ObjectRef, HasMetadata> objects = new HashMap<>();
        Stream.of(all.gateways(), all.policies(), all.pools(), all.providers(), all.overrides())
                .flatMap(List::stream)
                .forEach(object -> objects.put(ObjectRef.of(object), object));
        return objects;
    }

    /** Collects the Events of one call. */
    private final class Round {
        private final Map<ObjectRef, HasMetadata> objects;
        private final List<EventDraft> events;
        private final long nowMillis;

        Round(Map<ObjectRef, HasMetadata> objects, List<EventDraft> events, long nowMillis) {
            this.objects = objects;
            this.events = events;
            this.nowMillis = nowMillis;
        }

        /** Whether it was told; not told are Events the limit holds back, and those about what is gone. */
        boolean tell(ObjectRef ref, EventReason reason, String note) {
            HasMetadata object = objects.get(ref);
            if (object == null || !limit.permits(ref, reason, nowMillis)) {
                return false;
            }
            events.add(new EventDraft(object, reason, note));
            return true;
        }
    }
}
