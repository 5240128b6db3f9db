package dev.sluice.e2e.operator;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        space = new Space(sluice, "scale");
        edge = new Edge(space, "edge", PORT);
        space.apply(Manifests.gateway("edge", PORT, 2).replace("384Mi", "512Mi"));
        Providers.in(space, "providers", 9210, List.of("one"));
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

    private static String provider(int i) {
        return Manifests.provider("provider-" + i, "region-" + i % 5)
                .replaceAll("(?m)^ *healthCheck.*\n", "")
                .replace("serviceRef: {name: provider-" + i, "serviceRef: {name: one");
    }

    static String path(String name) {
        return "/" + name + "/x";
    }

    static String route(String name, int i) {
        return Manifests.route(name, "edge", "/" + name, "pool-" + i % POOLS);
    }

    @Override
    public void close() {
        space.close();
    }
}
