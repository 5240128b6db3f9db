package dev.sluice.simulation.demo;

import dev.sluice.simulation.chain.ChainSettings;
import dev.sluice.simulation.chain.ChainSimulator;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.http.SimulatedProviderOptions;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.Pace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Five providers that answer, and the story of their day. {@link #start} makes them listen; {@link #begin} starts the
 * story, once the gateway serves. Called from one thread that is no event loop.
 */
public final class DemoWorld implements AutoCloseable {
    private final DemoScenario scenario;
    private final Map<DemoProvider, SimulatedProvider> providers;
    private final LongSupplier clock;
    private volatile long beginNanos = Long.MAX_VALUE;

    private DemoWorld(DemoScenario scenario, Map<DemoProvider, SimulatedProvider> providers, LongSupplier clock) {
        this.scenario = scenario;
        this.providers = providers;
        this.clock = clock;
    }

    public static DemoWorld start(Vertx vertx, DemoScenario scenario) {
        long startNanos = System.nanoTime();
        LongSupplier clock = () -> System.nanoTime() - startNanos;
        ChainSimulator chain = new ChainSimulator(ChainSettings.ethereum(scenario.seed()));
        Map<DemoProvider, SimulatedProvider> running = new LinkedHashMap<>();
        for (DemoProvider provider : DemoProvider.five()) {
            SimulatedProviderOptions options = SimulatedProviderOptions.named(provider.name())
                    .withProfile(provider.profile())
                    .withSeed(scenario.seed() * 31 + running.size())
                    .withChain(chain, clock)
                    .withCredential(provider.credential());
            running.put(provider, SimulatedProvider.start(vertx, options));
        }
        return new DemoWorld(scenario, running, clock);
    }

    public DemoScenario scenario() {
        return scenario;
    }

    /** The manifests, with the ports the providers got, by file name. */
    public Map<String, String> manifests() {
        Map<DemoProvider, Integer> ports = new LinkedHashMap<>();
        providers.forEach((provider, server) -> ports.put(provider, server.port()));
        return new DemoManifests(scenario, ports).files();
    }

    /** Writes the manifests into a folder that exists. */
    public void writeManifests(Path folder) throws IOException {
        for (Map.Entry<String, String> file : manifests().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** From now on the story runs. */
    public void begin() {
        long now = clock.getAsLong();
        beginNanos = now;
        provider(preferred()).follow(scenario.faults(now));
    }

    /** Since {@link #begin}; 0 before it. */
    public long elapsedNanos() {
        return Math.max(0, clock.getAsLong() - beginNanos);
    }

    public DemoScenario.Phase phase() {
        return scenario.phaseAt(elapsedNanos());
    }

    /** The provider that fails and recovers. */
    public String preferred() {
        return DemoProvider.PREFERRED;
    }

    /** In the order of the manifests. */
    public List<SimulatedProvider> providers() {
        return List.copyOf(providers.values());
    }

    public SimulatedProvider provider(String name) {
        return providers.values().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no provider " + name));
    }

    /** The load of the whole story, through the gateway on this machine. */
    public LoadOptions load() {
        return LoadOptions.to(
                        URI.create("http://127.0.0.1:" + scenario.gatewayPort() + "/eth"),
                        new Pace.OpenLoop(scenario.callsPerSecond()))
                .withLongest(scenario.length())
                .withSeed(scenario.seed());
    }

    /** What all providers together charged so far, in 10^-12 dollars. */
    public long spentPicos() {
        return providers.values().stream()
                .mapToLong(provider -> provider.served().costPicos())
                .sum();
    }

    /** What the same calls, by method, would have cost at the preferred provider alone. */
    public long preferredOnlyPicos(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .mapToLong(call -> call.getValue()
                        * provider(preferred()).options().profile().costPicos(call.getKey()))
                .sum();
    }

    @Override
    public void close() {
        providers.values().forEach(SimulatedProvider::close);
    }
}
