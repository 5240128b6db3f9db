package dev.sluice.control.plan;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.telemetry.LatencySketch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A gateway in virtual time: sends a second of traffic by shares, counts what the toy providers answer, probes them, and steps
 * around those it finds unhealthy, as real ones do.
 */
final class ToyGateway {
    /** How one provider behaves now. */
    static final class Toy {
        double errorRate = 0.003;
        double medianMillis = 60;
        double spread = 0.3;
        double probeFailure = 0;

        @Nullable
        Long probeNanos = null;

        double capacityPerSecond = Double.MAX_VALUE;
    }

    private static final class Counts {
        long attempts;
        long successes;
        long failures;
        long costPicos;
        DDSketch open = LatencySketch.empty();
        final List<LatencyWindow> windows = new ArrayList<>();
    }

    private static final class Probing {
        Health health = Health.UNKNOWN;
        int inRow;
    }

    private final String name;
    private final RandomGenerator random;
    private final Map<String, Toy> toys;
    private final Map<String, Counts> counts = new HashMap<>();
    private final Map<String, Probing> probing = new LinkedHashMap<>();
    private final Map<String, Provider> providers = new HashMap<>();
    private final boolean avoidsUnhealthy;
    private long seconds;
    long sent;
    long failed;
    double costPicos;

    ToyGateway(
            String name,
            List<Provider> providers,
            Map<String, Toy> toys,
            boolean avoidsUnhealthy,
            RandomGenerator random) {
        this.name = name;
        this.toys = toys;
        this.avoidsUnhealthy = avoidsUnhealthy;
        this.random = random;
        providers.forEach(this::join);
    }

    void reprice(Provider provider) {
        providers.put(provider.id(), provider);
    }

    void join(Provider provider) {
        providers.put(provider.id(), provider);
        counts.put(provider.id(), new Counts());
        probing.put(provider.id(), new Probing());
    }

    /** At another price from now on. */
    void buysFrom(Provider provider) {
        providers.put(provider.id(), provider);
    }

    void second(int requests, Map<String, Integer> sharesPpm) {
        probing.forEach((id, probe) -> probe(probe, random.nextDouble() < toys.get(id).probeFailure));
        Map<String, Integer> usable = new LinkedHashMap<>(sharesPpm);
        if (avoidsUnhealthy) {
            usable.keySet().removeIf(id -> probing.get(id).health == Health.UNHEALTHY);
        }
        Map<String, Integer> drawn =
                usable.values().stream().mapToInt(each -> each).sum() > 0 ? usable : sharesPpm;
        int sum = drawn.values().stream().mapToInt(each -> each).sum();
        Map<String, Integer> loads = new LinkedHashMap<>();
        for (int n = 0; n < requests; n++) {
            int at = random.nextInt(sum);
            for (Map.Entry<String, Integer> each : drawn.entrySet()) {
                at -= each.getValue();
                if (at < 0) {
                    loads.merge(each.getKey(), 1, Integer::sum);
                    break;
                }
            }
        }
        loads.forEach(this::load);
        if (++seconds % 2 == 0) {
            counts.values().forEach(this::closeWindow);
        }
    }

    private void load(String id, int requests) {
        Toy toy = toys.get(id);
        Counts counted = counts.get(id);
        double strain = Math.max(1, requests / toy.capacityPerSecond);
        for (int n = 0; n < requests; n++) {
            counted.attempts++;
            sent++;
            counted.costPicos += providers.get(id).price().perMillionRequestsMicros();
            costPicos += providers.get(id).price().perMillionRequestsMicros();
            boolean overloaded = random.nextDouble() > 1 / strain;
            if (overloaded || random.nextDouble() < toy.errorRate) {
                counted.failures++;
                failed++;
            } else {
                counted.successes++;
                double millis = toy.medianMillis * strain * Math.exp(toy.spread * random.nextGaussian());
                counted.open.accept(millis * 1e6);
            }
        }
    }

    private void closeWindow(Counts counted) {
        if (!counted.open.isEmpty()) {
            counted.windows.add(new LatencyWindow(
                    seconds / 2 - 1, (long) counted.open.getCount(), LatencySketch.encode(counted.open)));
            counted.open = LatencySketch.empty();
        }
        while (counted.windows.size() > LatencyWindow.KEPT) {
            counted.windows.removeFirst();
        }
    }

    private static void probe(Probing probe, boolean fails) {
        Health says = fails ? Health.UNHEALTHY : Health.HEALTHY;
        probe.inRow = says == probe.health ? 0 : probe.inRow + 1;
        if (probe.inRow >= 2 || probe.health == Health.UNKNOWN) {
            probe.health = says;
            probe.inRow = 0;
        }
    }

    Observation observe(PlanKey key) {
        List<Traffic> traffic = new ArrayList<>();
        counts.forEach((id, counted) -> traffic.add(new Traffic(
                key,
                id,
                counted.attempts,
                counted.attempts,
                counted.successes,
                counted.failures == 0 ? Map.of() : Map.of(Failure.SERVER_ERROR, counted.failures),
                counted.costPicos,
                counted.windows)));
        List<ProviderSight> sights = new ArrayList<>();
        probing.forEach((id, probe) -> sights.add(new ProviderSight(
                id,
                probe.health,
                0,
                seconds,
                0,
                0,
                -1,
                toys.get(id).probeNanos,
                probe.health == Health.UNHEALTHY ? "timeout" : null)));
        return new Observation(
                "default/edge",
                name,
                1_000,
                1_000 + seconds * 1_000,
                1,
                1,
                1,
                1,
                true,
                null,
                traffic,
                sights,
                List.of());
    }
}
