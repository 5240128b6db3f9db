package dev.sluice.standalone;

import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.Translator;
import dev.sluice.simulation.http.ProviderControls;
import dev.sluice.simulation.http.RequiredCredential;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.http.SimulatedProviderOptions;
import dev.sluice.simulation.model.LatencyShape;
import dev.sluice.simulation.model.ProviderProfile;
import dev.sluice.standalone.admin.HostPort;
import dev.sluice.standalone.manifest.folder.ManifestFolder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice providers}: answers on the loopback ports that a folder's Providers name, so that it can be tried. */
@Command(
        name = "providers",
        description =
                "Simulates the Providers of a folder of manifests that live on loopback addresses: each answers on "
                        + "its port like its class would, asks for its credential, and follows one simulated chain. "
                        + "In a cluster, name them by --serve.",
        mixinStandardHelpOptions = true)
final class ProvidersCommand implements Callable<Integer> {
    private static final int UNITS_PER_SECOND = 5_000;
    private static final long QUEUE_NANOS = 2_000_000_000L;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "folder of manifests, as for run")
    private @Nullable Path folder;

    @Option(
            names = "--serve",
            paramLabel = "NAME=CLASS:PORT",
            description = "a provider on every address of this machine, without manifests; may be given again")
    private Map<String, SimulatedPort> served = Map.of();

    @Option(
            names = "--immediate",
            description = "those of --serve answer at once, whatever their class: for measuring something else")
    private boolean immediate;

    @Option(
            names = "--control",
            paramLabel = "HOST:PORT",
            converter = HostPortConverter.class,
            description = "where faults are switched on and off: POST /NAME/down, up, errors, silent, slow, calm")
    private @Nullable HostPort control;

    @Override
    public Integer call() throws InterruptedException {
        Termination termination = Termination.install();
        Vertx vertx = Vertx.vertx();
        try {
            List<SimulatedProvider> started = start(vertx, wanted());
            if (started.isEmpty()) {
                System.err.println("sluice: no Provider that a Gateway uses has an endpoint on a loopback address");
                return termination.finish(1);
            }
            if (control != null) {
                ProviderControls.start(vertx, control.host(), control.port(), started);
            }
            termination.await();
            return termination.finish(0);
        } catch (IOException e) {
            System.err.println("sluice: " + e.getMessage());
            return termination.finish(1);
        } finally {
            vertx.close().await();
        }
    }

    private Collection<SimulatedProviderOptions> wanted() throws IOException {
        List<SimulatedProviderOptions> wanted = new ArrayList<>();
        served.forEach((name, port) -> wanted.add(SimulatedProviderOptions.named(name)
                .withHost("0.0.0.0")
                .withPort(port.port())
                .withProfile(profile(immediate ? LatencyShape.IMMEDIATE : latency(port.providerClass()), Price.FREE))));
        if (folder != null) {
            wanted.addAll(ofManifests(folder).values());
        }
        return wanted;
    }

    /** One simulated provider per loopback port. */
    private static Map<Integer, SimulatedProviderOptions> ofManifests(Path folder) throws IOException {
        ManifestFolder manifests = new ManifestFolder(folder, InstantSource.system());
        manifests.look();
        Resources resources = manifests.state().resources();
        List<GatewayConfig> gateways = Translator.translate(resources, List.of(), Translator.Target.STANDALONE, 0, 0)
                .gateways();
        Map<Integer, SimulatedProviderOptions> byPort = new TreeMap<>();
        for (GatewayConfig gateway : gateways) {
            for (Provider provider : gateway.snapshot().providers()) {
                for (Endpoint endpoint : provider.endpoints()) {
                    if (!endpoint.resolve()
                            && InetAddress.ofLiteral(endpoint.host()).isLoopbackAddress()) {
                        byPort.putIfAbsent(endpoint.port(), options(provider, endpoint, gateway.credentials()));
                    }
                }
            }
        }
        return byPort;
    }

    private static List<SimulatedProvider> start(Vertx vertx, Collection<SimulatedProviderOptions> wanted) {
        List<SimulatedProvider> started = new ArrayList<>();
        wanted.forEach(options -> {
            started.add(SimulatedProvider.start(vertx, options));
            System.out.println(options.name() + " answers on " + options.host() + ":" + options.port());
        });
        return started;
    }

    private static SimulatedProviderOptions options(Provider provider, Endpoint endpoint, Credentials credentials) {
        SimulatedProviderOptions options = SimulatedProviderOptions.named(provider.id())
                .withHost(endpoint.host())
                .withPort(endpoint.port())
                .withProfile(profile(latency(provider.providerClass()), provider.price()));
        return provider.credentials().stream()
                .flatMap(each -> required(each, endpoint, credentials).stream())
                .findFirst()
                .map(options::withCredential)
                .orElse(options);
    }

    private static ProviderProfile profile(LatencyShape latency, Price price) {
        return new ProviderProfile(latency, UNITS_PER_SECOND, QUEUE_NANOS, 0, 0, price);
    }

    private static LatencyShape latency(ProviderClass providerClass) {
        return switch (providerClass) {
            case HYPERSCALER -> LatencyShape.ofMillis(12, 0.15, 4_000, 40);
            case BARE_METAL, SERVICE -> LatencyShape.ofMillis(30, 0.15, 5_000, 80);
            case EDGE -> LatencyShape.ofMillis(8, 0.25, 10_000, 60);
            case DECENTRALIZED -> LatencyShape.ofMillis(45, 0.5, 30_000, 200);
        };
    }

    private static List<RequiredCredential> required(Credential credential, Endpoint endpoint, Credentials values) {
        String value = values.values().get(credential.id());
        if (value == null) {
            return List.of();
        }
        return switch (credential.place()) {
            case HEADER -> List.of(new RequiredCredential.InHeader(credential.name(), value));
            case QUERY -> List.of(new RequiredCredential.InQuery(credential.name(), value));
            case PATH -> List.of(new RequiredCredential.InPath(beforeCredential(endpoint.path()), value));
            case BASIC -> List.of();
        };
    }

    private static String beforeCredential(String path) {
        int at = path.indexOf("{credential}");
        return at < 0 ? path : path.substring(0, at);
    }
}
