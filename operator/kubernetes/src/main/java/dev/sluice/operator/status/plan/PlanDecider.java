package dev.sluice.operator.status.plan;

import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.crds.v1alpha1.TrafficPlan;
import dev.sluice.crds.v1alpha1.plan.PlannedTraffic;
import dev.sluice.crds.v1alpha1.plan.TrafficPlanStatus;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.condition.Carried;
import dev.sluice.operator.status.condition.Pace;
import dev.sluice.operator.status.measure.Face;
import dev.sluice.operator.status.measure.Measured;
import dev.sluice.operator.status.measure.MeasuredCondition;
import dev.sluice.operator.status.measure.Prices;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides the TrafficPlan of every Gateway that is served. Owned by one thread. */
public final class PlanDecider {
    static final long INTERVAL_MILLIS = 5_000;
    private static final Set<String> OWNED = Set.of(
            MeasuredCondition.HEALTHY.label(),
            MeasuredCondition.METRICS_AVAILABLE.label(),
            MeasuredCondition.CONSTRAINTS_RELAXED.label());

    private final Pace<String> pace = new Pace<>(INTERVAL_MILLIS);

    /** TrafficPlans that should exist, by the Gateway's id, without a status. */
    public Map<String, TrafficPlan> wanted(Known known) {
        Map<String, TrafficPlan> wanted = new TreeMap<>();
        Set<String> served = known.gateways().stream().map(GatewayView::id).collect(Collectors.toSet());
        for (Gateway gateway : known.resources().gateways()) {
            String id = ObjectRef.of(gateway).id();
            if (served.contains(id) && gateway.getMetadata().getDeletionTimestamp() == null) {
                wanted.put(id, PlanObjects.of(gateway));
            }
        }
        pace.keep(served);
        return wanted;
    }

    /** A copy with the status it should carry; empty where it carries that, or it is too early to say more. */
    public Optional<TrafficPlan> decide(GatewayView gateway, TrafficPlan carried, Measured measured, long nowMillis) {
        if (gateway.planned().isEmpty()) {
            return Optional.empty();
        }
        PlanResult planned = gateway.planned().get();
        TrafficPlanStatus before = carried.getStatus();
        List<PlannedTraffic> traffic = PlannedTraffics.of(planned, Prices.currencies(gateway));
        TrafficDifference difference =
                TrafficDifference.between(before == null ? List.of() : before.traffic(), traffic);
        return pace.next(
                        gateway.id(),
                        carried(before),
                        List.of(),
                        measured.gateway(gateway),
                        OWNED,
                        Objects.requireNonNullElse(carried.getMetadata().getGeneration(), 0L),
                        switch (difference) {
                            case NONE -> Pace.Beside.NOTHING;
                            case FIGURES -> Pace.Beside.VISIBLE;
                            case HEALTH -> Pace.Beside.URGENT;
                        },
                        nowMillis)
                .map(next -> copy(carried, status(planned, next, traffic, nowMillis)));
    }

    private static TrafficPlanStatus status(
            PlanResult planned, Carried next, List<PlannedTraffic> traffic, long nowMillis) {
        Face face = next.face();
        return new TrafficPlanStatus(
                next.observedGeneration(),
                planned.plan().epoch(),
                planned.plan().revision(),
                Instant.ofEpochMilli(nowMillis).truncatedTo(ChronoUnit.SECONDS).toString(),
                face.shares(),
                face.p95(),
                face.cost(),
                face.reason(),
                traffic,
                next.conditions());
    }

    private static TrafficPlan copy(TrafficPlan carried, TrafficPlanStatus status) {
        TrafficPlan copy = new TrafficPlan();
        copy.setMetadata(carried.getMetadata());
        copy.setSpec(carried.getSpec());
        copy.setStatus(status);
        return copy;
    }

    private static Carried carried(@Nullable TrafficPlanStatus status) {
        return status == null
                ? Carried.NOTHING
                : new Carried(
                        status.observedGeneration(),
                        new Face(status.shares(), status.p95(), status.cost(), status.reason()),
                        status.conditions());
    }
}
