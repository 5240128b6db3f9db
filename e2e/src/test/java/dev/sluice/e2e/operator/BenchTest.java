package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Latencies;
import dev.sluice.e2e.operator.load.Load;
import dev.sluice.e2e.operator.load.LoadReport;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cases of the field's published comparison of gateways, each with its figure: docs/conformance/bench.md. */
@Tag("bench")
@Order(Suites.SCALE)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BenchTest {
    private static final int ATTACHED = 500;
    private static final int MANY = 3_000;
    private static final int MOST = 5_000;
    private static final int SAMPLES = 100;
    private static final int CHANGES = 100;
    private static final long TENTH_OF_A_SECOND = 100_000_000;
    private static final double MOST_MEBIBYTES = 512;

    private final Sluice sluice;
    private final ScaleWorld world;

    BenchTest(Sluice sluice) {
        this.sluice = sluice;
        world = new ScaleWorld(sluice, "bench");
        world.edge.untilProgrammed();
        world.edge.untilRolledOut();
    }

    @AfterAll
    void end() {
        world.close();
    }

    /** Counts are right in the end, and no more is written than changed. */
    @Test
    @Order(1)
    void attachedRoutes() {
        List<Integer> told = new CopyOnWriteArrayList<>();
        try (Watch watch = world.space.resource("Gateway", "edge").watch(counting(told))) {
            long start = System.nanoTime();
            world.each(ATTACHED, i -> ScaleWorld.route("route-" + i, i));
            long applied = System.nanoTime();
            untilAttached(ATTACHED);
            long counted = System.nanoTime();
            int written = told.size();
            IntStream.range(0, ATTACHED).parallel().forEach(i -> world.space.delete("HTTPRoute", "route-" + i));
            long deleted = System.nanoTime();
            untilAttached(0);
            System.out.printf(
                    "figure: %d routes applied in %.1f s, counted %.0f ms later in %d writes; deleted, none left %.0f ms later%n",
                    ATTACHED,
                    (applied - start) / 1e9,
                    (counted - applied) / 1e6,
                    written,
                    (System.nanoTime() - deleted) / 1e6);
        }
        assertTrue(told.stream().allMatch(count -> count >= -1 && count <= ATTACHED), told::toString);
    }

    private void untilAttached(int routes) {
        world.space.until("Gateway", "edge", status -> status.attachedRoutes() == routes);
    }

    private static Watcher<GenericKubernetesResource> counting(List<Integer> told) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource gateway) {
                told.add(Status.of(gateway).attachedRoutes());
            }

            @Override
            public void onClose(WatcherException cause) {
                // Watched again by the client; an end is the test's.
            }
        };
    }

    @Test
    @Order(2)
    void propagation() {
        world.each(MANY, i -> ScaleWorld.route("route-" + i, i));
        world.edge.untilAnswers(Call.get(ScaleWorld.path("route-" + (MANY - 1))));
        world.untilEveryRouteIsTold();

        world.measureIdle("a route applied to its first answer, " + MANY + " routes, idle", "idle-", SAMPLES);
        world.measureWhile(
                turn -> world.change(turn % MANY, turn),
                TENTH_OF_A_SECOND,
                "the same while ten routes change every second",
                "churn-",
                SAMPLES);
    }

    /** A route leads to one pool, then to another, a hundred times; not one answer is anything but right. */
    @Test
    @Order(3)
    void routeChange() {
        try (Load load = Load.of(world.edge.address(), Call.get(ScaleWorld.path("route-0")))) {
            for (int i = 0; i < CHANGES; i++) {
                world.change(0, i);
                load.untilAnswered(5);
            }
            LoadReport report = load.endWithoutFailure(CHANGES + " changes of the route that is asked for");
            assertEquals(0, report.failed());
        }
    }

    @Test
    @Order(4)
    void fiveThousandRoutes() {
        long start = System.nanoTime();
        world.each(MOST, i -> ScaleWorld.route("route-" + i, i));
        world.edge.untilAnswers(Call.get(ScaleWorld.path("route-" + (MOST - 1))));
        System.out.printf(
                "figure: %d routes applied and answered in %.1f s%n", MOST, (System.nanoTime() - start) / 1e9);
        world.untilEveryRouteIsTold();
        Latencies idle = world.measureIdle(
                "a route applied to its first answer, " + MOST + " routes, idle", "most-", SAMPLES / 4);
        List<Double> gateways = new ArrayList<>();
        world.edge.pods().forEach(pod -> gateways.add(resident(pod)));
        System.out.printf(
                "figure: gateways with %d routes: RSS %.0f MiB%n",
                MOST, gateways.stream().mapToDouble(m -> m).max().orElseThrow());
        sluice.pods()
                .forEach(pod ->
                        System.out.printf("figure: operator with %d routes: RSS %.0f MiB%n", MOST, resident(pod)));
        assertTrue(gateways.stream().allMatch(m -> m <= MOST_MEBIBYTES), gateways::toString);
        assertTrue(idle.max() < 25_000, idle::toString);
    }

    /** One of two providers dies without a word. */
    @Test
    @Order(5)
    void backendFailover() {
        Providers dying = Providers.in(world.space, "dying", 9211, List.of("two"));
        world.space.apply(
                Manifests.provider("spare", "region-9").replace("serviceRef: {name: spare", "serviceRef: {name: one"));
        world.space.apply(Manifests.provider("two", "region-8"));
        world.space.apply(Manifests.pool("failing", List.of("name: spare", "name: two")));
        world.space.apply(Manifests.route("failover", "edge", "/failover", "failing"));
        Call call = Call.get("/failover/x");
        world.edge.untilAnswers(call);
        try (Load load = Load.of(world.edge.address(), call)) {
            load.untilAnswered(200);
            long before = System.nanoTime();
            dying.kill();
            load.untilAnswered(500);
            System.out.printf(
                    "figure: 500 more answers %.1f s after a backend was killed%n", (System.nanoTime() - before) / 1e9);
            load.endWithoutFailure("a backend killed");
        }
    }

    private double resident(Pod pod) {
        return sluice.node()
                .residentMebibytes(
                        pod.getStatus().getContainerStatuses().getFirst().getContainerID());
    }
}
