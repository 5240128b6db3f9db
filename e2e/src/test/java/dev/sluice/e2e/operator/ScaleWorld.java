package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Latencies;
import dev.sluice.e2e.standalone.Await;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Two hundred Providers in twenty pools, which all lead to one simulated one, and as many routes as asked for. */
final class ScaleWorld implements AutoCloseable {
    static final int PROVIDERS = 200;
    static final int PORT = 8110;

    private static final int POOLS = 20;
    private static final int WRITERS = 8;

    final Space space;
    final Edge edge;

    ScaleWorld(Sluice sluice) {
        this(sluice, "scale");
    }

    /** @param namespace of its own */
    ScaleWorld(Sluice sluice, String namespace) {
        space = new Space(sluice, namespace);
        edge = new Edge(space, "edge", PORT);
        space.apply(Manifests.gateway("edge", PORT, 2)
                .replace("384Mi", "512Mi")
                .replace("protocol: HTTP,", "protocol: HTTP, allowedRoutes: {namespaces: {from: All}},"));
        Providers.immediate(space, "providers", 9210, "one");
        each(PROVIDERS, ScaleWorld::provider);
        each(
                POOLS,
                i -> Manifests.pool(
                        "pool-" + i,
                        IntStream.range(0, PROVIDERS / POOLS)
                                .mapToObj(member -> "name: provider-" + (i + POOLS * member))
                                .toList()));
    }

    /** Several writers, as one would take minutes. */
    void each(int count, IntFunction<String> manifest) {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<? extends Future<?>> all = IntStream.range(0, count)
                    .mapToObj(i -> writers.submit(() -> space.apply(manifest.apply(i))))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException("objects of the scale suite could not be applied", e);
        }
    }

    /** The flood of their statuses is over, so that nothing is left to do. */
    void untilEveryRouteIsTold() {
        Await.until(
                "every route is told",
                Duration.ofMinutes(3),
                () -> space.client().resources(HTTPRoute.class).inNamespace(space.name()).list().getItems().stream()
                        .allMatch(route -> route.getStatus() != null
                                && !route.getStatus().getParents().isEmpty()));
    }

    /** Routes that are new, each once what is to be said of the one before is said. @param prefix of their names */
    Latencies measureIdle(String what, String prefix, int samples) {
        return measure(what, prefix, samples, true);
    }

    /** Routes that are new, one right after the other. @param prefix of their names */
    Latencies measure(String what, String prefix, int samples) {
        return measure(what, prefix, samples, false);
    }

    private Latencies measure(String what, String prefix, int samples, boolean idle) {
        InetSocketAddress address = edge.address();
        List<Long> applied = new ArrayList<>();
        List<Long> first = new ArrayList<>();
        List<Long> every = new ArrayList<>();
        List<String> stray = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            String name = prefix + i;
            String manifest = route(name, i);
            Propagation one = Propagation.of(address, Call.get(path(name)), () -> space.apply(manifest));
            applied.add(one.appliedNanos());
            first.add(one.firstNanos());
            every.add(one.everyNanos());
            stray.addAll(one.stray());
            if (idle) {
                space.untilTrue("HTTPRoute", name, "Accepted");
            }
        }
        System.out.printf(
                "figure: %s: %s; by every pod: %s; the apply alone: %s; %d stray answers%n",
                what, Latencies.of(first), Latencies.of(every), Latencies.of(applied), stray.size());
        assertEquals(List.of(), stray);
        return Latencies.of(first);
    }

    /** The same while something else goes on and on. @param other told of each turn, from 0 */
    Latencies measureWhile(IntConsumer other, long pauseNanos, String what, String prefix, int samples) {
        AtomicBoolean ended = new AtomicBoolean();
        Thread churn = Thread.ofVirtual().start(() -> {
            for (int turn = 0; !ended.get(); turn++) {
                other.accept(turn);
                LockSupport.parkNanos(pauseNanos);
            }
        });
        try {
            return measure(what, prefix, samples);
        } finally {
            ended.set(true);
            Await.until("the churn ends", Duration.ofSeconds(60), () -> !churn.isAlive());
        }
    }

    /** One of the first so many routes changes its pool. */
    void change(int route, int turn) {
        space.apply(route("route-" + route, turn + 3));
    }

    private static String provider(int i) {
        return Manifests.provider("provider-" + i, "region-" + i % 5)
                .replaceAll("(?m)^ *healthCheck.*\n", "")
                .replace("serviceRef: {name: provider-" + i, "serviceRef: {name: one");
    }

    static String path(String name) {
        return "/" + name + "/x";
    }

    /** Of another namespace; its backend is not its own, so that it answers 500. */
    static String foreign(String name, int i, String gatewayNamespace) {
        return route(name, i)
                .replace(
                        "parentRefs: [{name: edge}]",
                        "parentRefs: [{name: edge, namespace: " + gatewayNamespace + "}]");
    }

    /** So many times as there are writers. */
    static void atOnce(Runnable work) {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.submit(work);
            }
        }
    }

    static String route(String name, int i) {
        return Manifests.route(name, "edge", "/" + name, "pool-" + i % POOLS);
    }

    @Override
    public void close() {
        space.close();
    }
}
