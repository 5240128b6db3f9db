package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Latencies;
import dev.sluice.e2e.operator.load.Load;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a change takes, what it costs the API server and what it all takes of memory: first with 50 routes, then 3,000. */
@Tag("e2e")
@Tag("scale")
@Order(Suites.SCALE)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScaleTest {
    private static final int FEW_ROUTES = 50;
    private static final int ROUTES = 3_000;
    private static final int SAMPLES = 50;
    private static final int FEW_SAMPLES = 20;
    private static final int FLOOD = 500;
    private static final long TENTH_OF_A_SECOND = 100_000_000;
    private static final int CHANGES = 10;
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration REST = Duration.ofSeconds(20);
    /** What a pod of the operator may take with 200 Providers and 50 routes. */
    private static final double MOST_MEBIBYTES = 400;

    private static final double LONGEST_MILLIS = 25_000;
    private static final Set<String> OUR_GROUPS = Set.of("sluice.dev", "gateway.networking.k8s.io");

    private final Sluice sluice;
    private final ApiServer api;
    private final ScaleWorld world;

    ScaleTest(Sluice sluice) {
        this.sluice = sluice;
        api = new ApiServer(sluice.node());
        world = new ScaleWorld(sluice);
        world.each(FEW_ROUTES, i -> ScaleWorld.route("route-" + i, i));
        world.edge.untilProgrammed();
        world.edge.untilRolledOut();
        world.edge.untilAnswers(Call.get(ScaleWorld.path("route-" + (FEW_ROUTES - 1))));
        world.space.untilTrue("Provider", "provider-" + (ScaleWorld.PROVIDERS - 1), "Ready");
    }

    @AfterAll
    void end() {
        world.close();
    }

    @Test
    @Order(1)
    void aChangeIsToldOnce() {
        untilNothingIsWritten();
        Map<String, Long> before = api.requests(ScaleTest::isStatusWrite);
        List<Long> told = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            long start = System.nanoTime();
            world.space.apply(ScaleWorld.route("route-" + i, i + 7));
            world.space.untilTrue("HTTPRoute", "route-" + i, "Accepted");
            told.add(System.nanoTime() - start);
        }
        Map<String, Long> written = ApiServer.difference(before, api.requests(ScaleTest::isStatusWrite));
        long all = written.values().stream().mapToLong(Long::longValue).sum();

        System.out.printf("figure: status writes over %d changes of a route: %d %s%n", CHANGES, all, written);
        System.out.println("figure: a route changed to its status about that: " + Latencies.of(told));
        long ofRoutes = written.getOrDefault("PUT httproutes/status", 0L);
        assertTrue(ofRoutes >= CHANGES && ofRoutes < 2 * CHANGES, written::toString);
    }

    /** What making the world began is told in its own time, and is no change of ours. */
    private void untilNothingIsWritten() {
        Map<String, Long> before = Map.of();
        for (int i = 0; i < 60; i++) {
            Map<String, Long> now = api.requests(ScaleTest::isStatusWrite);
            if (now.equals(before)) {
                return;
            }
            before = now;
            LockSupport.parkNanos(QUIET.toNanos());
        }
        throw new AssertionError("statuses are written on and on: " + before);
    }

    private static boolean isStatusWrite(Map<String, String> labels) {
        return "status".equals(labels.get("subresource"))
                && OUR_GROUPS.contains(labels.getOrDefault("group", ""))
                && !"GET".equals(labels.get("verb"));
    }

    @Test
    @Order(2)
    void atRestTheApiServerIsLeftAlone() {
        Map<String, Long> before = api.requests(ScaleTest::mayBeOurs);
        LockSupport.parkNanos(REST.toNanos());
        Map<String, Long> asked = ApiServer.difference(before, api.requests(ScaleTest::mayBeOurs));
        double perMinute = asked.values().stream().mapToLong(Long::longValue).sum() * 60.0 / REST.toSeconds();

        System.out.printf(
                "figure: API requests per minute at rest with %d Providers and %d routes: %.0f %s%n",
                ScaleWorld.PROVIDERS, FEW_ROUTES, perMinute, asked);
        assertTrue(perMinute < 240, asked::toString);
    }

    /** Watches are open all the time and counted when they end; nodes, and leases but for one, are the cluster's own business. */
    private static boolean mayBeOurs(Map<String, String> labels) {
        return !"WATCH".equals(labels.get("verb"))
                && !Set.of("nodes", "", "tokenreviews", "subjectaccessreviews")
                        .contains(labels.getOrDefault("resource", ""));
    }

    @Test
    @Order(3)
    void theOperatorIsSmall() {
        double largest = 0;
        for (Pod pod : sluice.pods()) {
            double mebibytes = resident(pod);
            largest = Math.max(largest, mebibytes);
            System.out.printf(
                    "figure: operator with %d Providers and %d routes, %s: RSS %.0f MiB%n",
                    ScaleWorld.PROVIDERS,
                    FEW_ROUTES,
                    pod.getMetadata().getName().equals(sluice.leader()) ? "leading" : "waiting",
                    mebibytes);
        }
        assertTrue(largest < MOST_MEBIBYTES, "MiB: " + largest);
    }

    @Test
    @Order(4)
    void aRouteIsAnsweredSoonAfterItsApply() {
        soon(world.measure("kubectl apply of a route to its first answer, " + FEW_ROUTES + " routes", "few-", SAMPLES));
    }

    @Test
    @Order(5)
    void aRouteAmongThousandsToo() {
        long start = System.nanoTime();
        world.each(ROUTES, i -> ScaleWorld.route("route-" + i, i));
        System.out.printf("figure: %d routes applied in %.1f s%n", ROUTES, (System.nanoTime() - start) / 1e9);
        world.edge.untilAnswers(Call.get(ScaleWorld.path("route-" + (ROUTES - 1))));

        soon(world.measure("the same with " + ROUTES + " routes, idle", "many-", FEW_SAMPLES));
        soon(world.measureWhile(
                turn -> world.change(turn % ROUTES, turn),
                TENTH_OF_A_SECOND,
                "the same with " + ROUTES + " routes, ten of them changed every second",
                "churn-",
                FEW_SAMPLES));
        sluice.pods()
                .forEach(pod -> System.out.printf(
                        "figure: operator with %d Providers and %d routes, %s: RSS %.0f MiB%n",
                        ScaleWorld.PROVIDERS,
                        ROUTES,
                        pod.getMetadata().getName().equals(sluice.leader()) ? "leading" : "waiting",
                        resident(pod)));
        world.edge
                .pods()
                .forEach(pod -> System.out.printf(
                        "figure: gateway with %d Providers and %d routes: RSS %.0f MiB%n",
                        ScaleWorld.PROVIDERS, ROUTES, resident(pod)));
    }

    /** Somebody else's routes, without a pause and by many writers, neither stop anybody's nor fail what is served. */
    @Test
    @Order(6)
    void aTenantsFloodOfRoutesLeavesOthersTheirs() {
        try (Space tenant = new Space(sluice, "flood");
                Load load = Load.of(world.edge.address(), Call.get(ScaleWorld.path("route-1")))) {
            AtomicInteger written = new AtomicInteger();
            Runnable flood = () -> {
                int i = written.getAndIncrement();
                tenant.apply(ScaleWorld.foreign("flood-" + i % FLOOD, i, world.space.name()));
            };
            soon(world.measureWhile(
                    turn -> ScaleWorld.atOnce(flood),
                    0,
                    "the same while another namespace writes its own as fast as it can",
                    "flooded-",
                    FEW_SAMPLES));
            System.out.printf("figure: %d routes written meanwhile%n", written.get());
            load.endWithoutFailure("a tenant's flood of routes");
            assertTrue(written.get() > FEW_SAMPLES, "no flood");
        }
    }

    private static void soon(Latencies latencies) {
        assertTrue(latencies.max() < LONGEST_MILLIS, latencies::toString);
    }

    private double resident(Pod pod) {
        return sluice.node()
                .residentMebibytes(
                        pod.getStatus().getContainerStatuses().getFirst().getContainerID());
    }
}
