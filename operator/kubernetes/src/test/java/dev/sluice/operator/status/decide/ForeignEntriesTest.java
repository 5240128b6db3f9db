package dev.sluice.operator.status.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.AncestorStatus;
import dev.sluice.operator.status.World;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.PolicyAncestorStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.PolicyStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignEntriesTest {
    private static final Condition THEIRS =
            new Condition("2020-01-01T00:00:00Z", "fine", 1L, "Fine", "True", "example.com/Checked");

    private final World world = new World().pod("edge-1", true, 7);
    private final Deciding operator = new Deciding();

    @Test
    void parentsOfOtherControllersStayAndOursThatAreNotNamedGo() {
        HTTPRoute route = world.get(HTTPRoute.class, "team", "files");
        RouteParentStatus foreign = parent("other.example/controller", "edge");
        route.setStatus(new HTTPRouteStatus(List.of(foreign, parent("sluice.dev/gateway", "gone"))));

        operator.write(world);

        List<RouteParentStatus> parents =
                world.get(HTTPRoute.class, "team", "files").getStatus().getParents();
        assertEquals(foreign, parents.getFirst());
        assertEquals(2, parents.size());
        assertEquals("edge", parents.getLast().getParentRef().getName());
        assertEquals("team", parents.getLast().getParentRef().getNamespace());
        assertEquals(0, operator.write(world));
    }

    @Test
    void thoseOfGrpcRoutesToo() {
        world.apply("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: GRPCRoute
                metadata: {name: greeter, namespace: team}
                spec:
                  parentRefs: [{name: edge}]
                  hostnames: [grpc.example.com]
                """);
        RouteParentStatus foreign = parent("other.example/controller", "edge");
        world.get(GRPCRoute.class, "team", "greeter")
                .setStatus(new GRPCRouteStatus(List.of(foreign, parent("sluice.dev/gateway", "gone"))));

        operator.write(world);

        List<RouteParentStatus> parents =
                world.get(GRPCRoute.class, "team", "greeter").getStatus().getParents();
        assertEquals(foreign, parents.getFirst());
        assertEquals(
                List.of("edge", "edge"),
                parents.stream().map(p -> p.getParentRef().getName()).toList());
        assertEquals(0, operator.write(world));
    }

    @Test
    void ancestorsOfABackendTlsPolicyToo() {
        world.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: team}
                spec: {ports: [{port: 443}]}
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: web, namespace: team}
                spec:
                  parentRefs: [{name: edge}]
                  rules: [{matches: [{path: {value: /web}}], backendRefs: [{name: web, port: 443}]}]
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: BackendTLSPolicy
                metadata: {name: web, namespace: team}
                spec:
                  targetRefs: [{group: "", kind: Service, name: web}]
                  validation: {hostname: web.example.com, wellKnownCACertificates: System}
                """);
        PolicyAncestorStatus foreign = ancestor("other.example/controller", "edge");
        world.get(BackendTLSPolicy.class, "team", "web")
                .setStatus(new PolicyStatus(List.of(foreign, ancestor("sluice.dev/gateway", "gone"))));

        operator.write(world);

        List<PolicyAncestorStatus> ancestors =
                world.get(BackendTLSPolicy.class, "team", "web").getStatus().getAncestors();
        assertEquals(foreign, ancestors.getFirst());
        assertEquals(
                List.of("edge", "edge"),
                ancestors.stream().map(a -> a.getAncestorRef().getName()).toList());
        assertEquals(
                "True",
                Deciding.condition(ancestors.getLast().getConditions(), "Accepted")
                        .getStatus());
        assertEquals(0, operator.write(world));
    }

    @Test
    void typesOfOthersInsideOurEntriesStay() {
        operator.write(world);
        HTTPRoute route = world.get(HTTPRoute.class, "team", "files");
        List<Condition> conditions =
                new ArrayList<>(route.getStatus().getParents().getFirst().getConditions());
        conditions.addFirst(THEIRS);
        route.getStatus().getParents().getFirst().setConditions(conditions);
        route.getMetadata().setGeneration(2L);

        operator.write(world);

        List<Condition> after = world.get(HTTPRoute.class, "team", "files")
                .getStatus()
                .getParents()
                .getFirst()
                .getConditions();
        assertEquals(THEIRS, after.getFirst());
        assertEquals(2L, Deciding.condition(after, "Accepted").getObservedGeneration());
    }

    @Test
    void aTransitionTimeMovesWithTheStatusOnly() {
        operator.write(world);
        HTTPRoute route = world.get(HTTPRoute.class, "team", "files");
        String since = accepted(route).getLastTransitionTime();

        route.getMetadata().setGeneration(2L);
        operator.write(world.later(5_000));
        assertEquals(
                since, accepted(world.get(HTTPRoute.class, "team", "files")).getLastTransitionTime());

        route = world.get(HTTPRoute.class, "team", "files");
        route.getSpec().getParentRefs().getFirst().setSectionName("none");
        route.getMetadata().setGeneration(3L);
        operator.write(world.later(5_000));
        Condition moved = accepted(world.get(HTTPRoute.class, "team", "files"));
        assertEquals("False", moved.getStatus());
        assertTrue(moved.getLastTransitionTime().compareTo(since) > 0);
    }

    @Test
    void classesOfOtherControllersAreNotTouched() {
        world.get(GatewayClass.class, "default", "sluice").getSpec().setControllerName("other.example/controller");

        operator.write(world);

        assertNull(world.get(GatewayClass.class, "default", "sluice").getStatus());
    }

    @Test
    void ancestorsOfOtherControllersStay() {
        operator.write(world);
        RoutingPolicy policy = world.get(RoutingPolicy.class, "team", "fast");
        AncestorStatus ours = policy.getStatus().ancestors().getFirst();
        assertEquals("sluice.dev/gateway", ours.controllerName());
        assertEquals("files", ours.ancestorRef().name());
        assertEquals("True", Deciding.condition(ours.conditions(), "Accepted").getStatus());
    }

    @Test
    void inputIsNotChanged() {
        HTTPRoute before = world.get(HTTPRoute.class, "team", "files");
        operator.decide(world);
        assertNull(before.getStatus());
    }

    private static RouteParentStatus parent(String controller, String gateway) {
        return new RouteParentStatus(
                List.of(THEIRS),
                controller,
                new ParentReference("gateway.networking.k8s.io", "Gateway", gateway, null, null, null));
    }

    private static PolicyAncestorStatus ancestor(String controller, String gateway) {
        return new PolicyAncestorStatus(
                new ParentReference("gateway.networking.k8s.io", "Gateway", gateway, null, null, null),
                List.of(THEIRS),
                controller);
    }

    private static Condition accepted(HTTPRoute route) {
        return Deciding.condition(route.getStatus().getParents().getFirst().getConditions(), "Accepted");
    }
}
