package dev.sluice.e2e.standalone;

import dev.sluice.simulation.http.RequiredCredential;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.http.SimulatedProviderOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The quickstart on free ports: its three providers, simulated, and a folder with its manifests. Everything else about
 * the manifests is as people get them.
 */
public final class QuickstartWorld implements AutoCloseable {
    static final Path EXAMPLES = repository().resolve("examples");

    public final Vertx vertx = Vertx.vertx();
    public final SimulatedProvider aws;
    final SimulatedProvider metal;
    final SimulatedProvider depin;
    public final int gatewayPort = SluiceProcess.freePort();
    public final Path folder;

    public QuickstartWorld() {
        this(options -> options);
    }

    /** @param change of every provider's options */
    QuickstartWorld(UnaryOperator<SimulatedProviderOptions> change) {
        aws = start("aws-us-east-1", change);
        metal = start("metal-fra", change);
        depin = start("depin-a", change);
        aws.requireCredential(new RequiredCredential.InHeader("X-Api-Key", "change-me"));
        try {
            folder = Files.createTempDirectory("sluice-e2e");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write("quickstart.yaml", quickstart());
    }

    private SimulatedProvider start(String name, UnaryOperator<SimulatedProviderOptions> change) {
        return SimulatedProvider.start(vertx, change.apply(SimulatedProviderOptions.named(name)));
    }

    List<SimulatedProvider> providers() {
        return List.of(aws, metal, depin);
    }

    /** The example with this world's ports. */
    public String quickstart() {
        return read(EXAMPLES.resolve("quickstart.yaml"))
                .replace("port: 8080", "port: " + gatewayPort)
                .replace("port: 9101", "port: " + aws.port())
                .replace("port: 9102", "port: " + metal.port())
                .replace("port: 9103", "port: " + depin.port());
    }

    /** Replaces the file at once, as editors and {@code kubectl cp} do. */
    public void write(String name, String text) {
        try {
            Path fresh = Files.createTempFile(folder, ".", ".tmp");
            Files.writeString(fresh, text);
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's root: the nearest folder upwards that holds the examples. */
    static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(at.resolve("examples/quickstart.yaml"))) {
            at = at.getParent();
        }
        return at;
    }

    @Override
    public void close() {
        providers().forEach(SimulatedProvider::close);
        vertx.close().await();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
