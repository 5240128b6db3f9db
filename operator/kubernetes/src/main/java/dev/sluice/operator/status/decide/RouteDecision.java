package dev.sluice.operator.status.decide;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.rollout.Moment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTPRoutes and GRPCRoutes: one entry per parent of ours; entries of other controllers are theirs. */
final class RouteDecision {
    private static final Set<String> OWNED = Set.of(
            ConditionType.ACCEPTED.label(),
            ConditionType.RESOLVED_REFS.label(),
            ConditionType.PARTIALLY_INVALID.label());

    private RouteDecision() {}

    static Optional<HTTPRoute> decide(HTTPRoute written, Moment moment) {
        List<RouteParentStatus> carried =
                written.getStatus() == null ? null : written.getStatus().getParents();
        return changed(written, carried, moment)
                .map(parents -> new HTTPRoute(
                        written.getApiVersion(),
                        written.getKind(),
                        written.getMetadata(),
                        written.getSpec(),
                        new HTTPRouteStatus(parents)));
    }

    static Optional<GRPCRoute> decide(GRPCRoute written, Moment moment) {
        List<RouteParentStatus> carried =
                written.getStatus() == null ? null : written.getStatus().getParents();
        return changed(written, carried, moment)
                .map(parents -> new GRPCRoute(
                        written.getApiVersion(),
                        written.getKind(),
                        written.getMetadata(),
                        written.getSpec(),
                        new GRPCRouteStatus(parents)));
    }

    private static Optional<List<RouteParentStatus>> changed(
            HasMetadata written, @Nullable List<RouteParentStatus> carried, Moment moment) {
        List<RouteParentStatus> before = Objects.requireNonNullElse(carried, List.of());
        return moment.said(written)
                .map(said -> parents(before, said, ObjectRef.namespace(written), moment.nowMillis()))
                .filter(parents -> !parents.equals(before));
    }

    private static List<RouteParentStatus> parents(
            List<RouteParentStatus> carried, ObjectStatus said, String namespace, long nowMillis) {
        return new Entries<RouteParentStatus>(
                        RouteParentStatus::getControllerName,
                        (each, old) -> each.parent().equals(parent(old.getParentRef(), namespace)),
                        (each, old) -> entry(each, old, said.observedGeneration(), nowMillis))
                .merge(carried, said.parents(), Integer.MAX_VALUE);
    }

    private static RouteParentStatus entry(
            ParentStatus said, @Nullable RouteParentStatus old, long generation, long nowMillis) {
        Parent p = said.parent();
        return new RouteParentStatus(
                Conditions.merge(
                        old == null ? null : old.getConditions(), said.conditions(), OWNED, generation, nowMillis),
                GatewayTranslator.CONTROLLER,
                old == null
                        ? new ParentReference(p.group(), p.kind(), p.name(), p.namespace(), p.port(), p.sectionName())
                        : old.getParentRef());
    }

    private static Parent parent(ParentReference ref, String namespace) {
        return new Parent(
                Objects.requireNonNullElse(ref.getGroup(), References.GATEWAY_API),
                Objects.requireNonNullElse(ref.getKind(), "Gateway"),
                Objects.requireNonNullElse(ref.getNamespace(), namespace),
                ref.getName(),
                ref.getSectionName(),
                ref.getPort());
    }
}
