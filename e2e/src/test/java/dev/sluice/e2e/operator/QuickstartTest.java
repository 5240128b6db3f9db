package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Load;
import dev.sluice.e2e.standalone.Await;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first quarter of an hour of somebody who tries Sluice. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuickstartTest {
    private static final int SHIFTED_PPM = 50_000;

    private final Sluice sluice;
    private final Quickstart quickstart;

    QuickstartTest(Sluice sluice) {
        this.sluice = sluice;
        quickstart = new Quickstart(sluice);
        quickstart.remove();
    }

    @AfterAll
    void end() {
        quickstart.remove();
    }

    @Test
    @Order(1)
    void fromNothingToAnsweredRequestsAndAShiftedPlan() {
        long start = System.nanoTime();
        quickstart.apply();
        Edge edge = quickstart.edge();
        edge.untilAnswers(Call.blockNumber("/eth"));
        System.out.printf("figure: quickstart applied to answered: %.1f s%n", (System.nanoTime() - start) / 1e9);

        try (Load load = Load.of(edge.address(), Call.blockNumber("/eth"));
                Plans plans = new Plans(edge.space(), edge.gateway())) {
            Plans.Written first =
                    plans.until("a plan", plan -> !plan.sharesPpm().isEmpty());
            Plans.Written shifted = plans.until("a shifted plan", plan -> moved(first, plan) >= SHIFTED_PPM);
            System.out.printf(
                    "figure: quickstart applied to shares moved by %d points under load: %.1f s, %s%n",
                    SHIFTED_PPM / 10_000, (System.nanoTime() - start) / 1e9, shifted.sharesPpm());
            load.endWithoutFailure("quickstart under load while shares move");
        }
    }

    private static int moved(Plans.Written from, Plans.Written to) {
        return to.sharesPpm().entrySet().stream()
                .mapToInt(each -> Math.abs(each.getValue() - from.sharesPpm().getOrDefault(each.getKey(), 0)))
                .max()
                .orElse(0);
    }

    @Test
    @Order(2)
    void theAnswersToTheOnCallQuestionAreInThePlan() {
        Space space = quickstart.edge().space();

        Status plan = space.until(
                "TrafficPlan",
                "edge",
                status -> status.number("revision") > 0 && status.text("p95").isPresent());

        assertTrue(plan.text("shares").orElse("").contains("aws-us-east-1"), plan::toString);
        assertFalse(plan.list("traffic").isEmpty(), plan::toString);
        Await.until(
                "an Event that tells of the shift",
                Duration.ofSeconds(60),
                () -> space.client().v1().events().inNamespace(Quickstart.NAMESPACE).list().getItems().stream()
                        .anyMatch(event -> Stream.of("TrafficPlan", "Gateway", "RoutingPolicy", "Provider")
                                .anyMatch(event.getInvolvedObject().getKind()::equals)));
    }

    @Order(3)
    @ParameterizedTest
    @ValueSource(strings = {"providers.sluice.dev", "providerpools", "routingpolicies", "trafficplans"})
    void noColumnIsEmpty(String kind) {
        Space space = quickstart.edge().space();
        space.until("Provider", "depin-a", status -> status.text("p95").isPresent());
        space.until(
                "RoutingPolicy",
                "ethereum",
                status -> status.text("budgetLeft").isPresent()
                        && status.text("errorBudgetLeft").isPresent());

        List<String> table = sluice.kubectl()
                .run("-n " + Quickstart.NAMESPACE + " get " + kind)
                .lines()
                .toList();

        String header = table.getFirst();
        for (String row : table.subList(1, table.size())) {
            for (String column : header.strip().split("\\s+")) {
                int at = header.indexOf(column);
                assertTrue(
                        row.length() > at && !Character.isWhitespace(row.charAt(at)) && !row.startsWith("<none>", at),
                        column + " is empty in\n" + String.join("\n", table));
            }
        }
    }

    @Test
    @Order(4)
    void everythingIsThereAndOwned() {
        Edge edge = quickstart.edge();
        String uid = edge.space()
                .resource("Gateway", Quickstart.GATEWAY)
                .get()
                .getMetadata()
                .getUid();
        TreeSet<String> owned = new TreeSet<>();
        Owned.of(edge.space()).forEach(object -> {
            owned.add(object.getKind() + "/" + object.getMetadata().getName());
            assertEquals(
                    uid,
                    object.getMetadata().getOwnerReferences().getFirst().getUid(),
                    object.getMetadata().getName());
        });

        for (String expected : List.of(
                "ConfigMap/edge-plan",
                "Deployment/edge-sluice",
                "NetworkPolicy/edge-sluice",
                "PodDisruptionBudget/edge-sluice",
                "Role/edge-sluice",
                "RoleBinding/edge-sluice",
                "Secret/edge-credentials",
                "Secret/edge-snapshot-0",
                "Service/edge-sluice",
                "ServiceAccount/edge-sluice",
                "TrafficPlan/edge")) {
            assertTrue(owned.contains(expected), expected + " is none of " + owned);
        }
    }

    @Test
    @Order(5)
    void applyingItAgainWouldChangeNothing() {
        assertEquals("", quickstart.diff());
    }

    @Test
    @Order(6)
    void whatTheGatewayOwnedGoesAwayWithIt() {
        Space space = quickstart.edge().space();
        space.delete("Gateway", Quickstart.GATEWAY);

        dev.sluice.e2e.standalone.Await.until(
                "everything owned is gone",
                java.time.Duration.ofSeconds(60),
                () -> Owned.of(space).isEmpty(),
                () -> Owned.of(space).stream()
                        .map(object ->
                                object.getKind() + "/" + object.getMetadata().getName())
                        .toList());

        assertTrue(space.resource("Provider", "depin-a").get() != null, "users' objects stay");
    }
}
