package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statuses that several controllers write to, routes of two kinds that want one name, and what listeners count. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR + 6)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteStatusTest {
    private static final String OTHER = "other.example/controller";
    private static final int ROUNDS = 5;
    private static final int ROUTES = 20;

    private final Space space;

    RouteStatusTest(Sluice sluice) {
        space = new Space(sluice, "operator-status");
        space.apply(Manifests.gateway("edge", 8111, 1) + """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {ports: [{port: 80}]}
                """);
    }

    @AfterAll
    void end() {
        space.close();
    }

    @Test
    void entriesOfOtherControllersStay() {
        space.apply(route("HTTPRoute", "http", "http.example.com")
                + route("GRPCRoute", "grpc", "grpc.example.com")
                + policy("one.example.com"));
        for (String kind : List.of("HTTPRoute", "GRPCRoute")) {
            String name = kind.equals("GRPCRoute") ? "grpc" : "http";
            space.untilTrue(kind, name, "Accepted");
            addEntry(kind, name, "parents", "parentRef");
        }
        space.untilTrue("BackendTLSPolicy", "web", "Accepted");
        addEntry("BackendTLSPolicy", "web", "ancestors", "ancestorRef");

        space.apply(route("HTTPRoute", "http", "http2.example.com")
                + route("GRPCRoute", "grpc", "grpc2.example.com")
                + policy("two.example.com"));

        untilOursIsNew("HTTPRoute", "http", "parents");
        untilOursIsNew("GRPCRoute", "grpc", "parents");
        untilOursIsNew("BackendTLSPolicy", "web", "ancestors");
        assertTrue(entries("HTTPRoute", "http", "parents").contains(foreign("parentRef")));
        assertTrue(entries("GRPCRoute", "grpc", "parents").contains(foreign("parentRef")));
        assertTrue(entries("BackendTLSPolicy", "web", "ancestors").contains(foreign("ancestorRef")));
    }

    @Test
    void aNameIsServedToRoutesOfOneKindUntilTheyLetGoOfIt() {
        space.apply(route("HTTPRoute", "first", "shared.example.com"));
        space.untilTrue("HTTPRoute", "first", "Accepted");
        // Creation is told in whole seconds, and among equals the first by name wins.
        space.apply(route("GRPCRoute", "second", "shared.example.com"));
        space.until("GRPCRoute", "second", status -> status.denies("Accepted", "HostnameConflict"));

        space.delete("HTTPRoute", "first");

        space.untilTrue("GRPCRoute", "second", "Accepted");
        space.delete("GRPCRoute", "second");
    }

    @Test
    void listenersCountTheRoutesThatAreThere() {
        space.apply(Manifests.gateway("counted", 8112, 1));
        for (int round = 0; round < ROUNDS; round++) {
            space.apply(IntStream.range(0, ROUTES)
                    .mapToObj(i -> route("HTTPRoute", "churn-" + i, "churn.example.com")
                            .replace("name: edge", "name: counted"))
                    .collect(Collectors.joining()));
            int gone = (round + 1) * ROUTES / (ROUNDS + 1);
            for (int i = 0; i < gone; i++) {
                space.delete("HTTPRoute", "churn-" + i);
            }
            space.until("Gateway", "counted", status -> status.attachedRoutes() == ROUTES - gone);
        }
    }

    private void addEntry(String kind, String name, String list, String ref) {
        space.resource(kind, name).editStatus(object -> {
            Map<String, Object> status = new HashMap<>(Status.of(object).fields());
            List<Object> entries = new ArrayList<>(Status.of(object).list(list));
            entries.addFirst(foreign(ref));
            status.put(list, entries);
            object.setAdditionalProperty("status", status);
            return object;
        });
    }

    private void untilOursIsNew(String kind, String name, String list) {
        space.until(kind, name, status -> status.list(list).stream()
                .filter(entry -> "sluice.dev/gateway".equals(entry.get("controllerName")))
                .anyMatch(entry ->
                        String.valueOf(entry.get("conditions")).contains("observedGeneration=" + status.generation())));
    }

    private List<Map<String, Object>> entries(String kind, String name, String list) {
        return space.status(kind, name).list(list);
    }

    private static Map<String, Object> foreign(String ref) {
        return Map.of(
                "controllerName",
                OTHER,
                ref,
                Map.of("group", "gateway.networking.k8s.io", "kind", "Gateway", "name", "edge"),
                "conditions",
                List.of(Map.of(
                        "type",
                        "Accepted",
                        "status",
                        "False",
                        "reason",
                        "Theirs",
                        "message",
                        "as they say",
                        "observedGeneration",
                        1,
                        "lastTransitionTime",
                        "2026-01-01T00:00:00Z")));
    }

    private static String route(String kind, String name, String hostname) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: %s
                metadata: {name: %s}
                spec:
                  parentRefs: [{name: edge}]
                  hostnames: [%s]
                  rules: [{backendRefs: [{name: web, port: 80}]}]
                ---
                """.formatted(kind, name, hostname);
    }

    private static String policy(String hostname) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: BackendTLSPolicy
                metadata: {name: web}
                spec:
                  targetRefs: [{group: "", kind: Service, name: web}]
                  validation: {hostname: %s, wellKnownCACertificates: System}
                """.formatted(hostname);
    }
}
