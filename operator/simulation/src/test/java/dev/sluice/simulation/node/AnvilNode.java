package dev.sluice.simulation.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Foundry's {@code anvil}, installed once by npm under the project's {@code .cache/} and started on a free port. It
 * mines a block every second, so heads advance.
 */
public final class AnvilNode implements AutoCloseable {
    private static final String PACKAGE = "@foundry-rs/anvil";
    private static final String VERSION = "1.7.1";
    private static final int INSTALL_MINUTES = 5;

    private final Process process;
    private final URI uri;

    private AnvilNode(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Listening when it returns. */
    public static AnvilNode start() throws IOException, InterruptedException {
        Path binary = install(projectRoot().resolve(".cache").resolve("anvil-" + VERSION));
        int port = freePort();
        Process process = new ProcessBuilder(
                        binary.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--block-time",
                        "1",
                        "--chain-id",
                        "1")
                .redirectErrorStream(true)
                .start();
        awaitListening(process);
        return new AnvilNode(process, URI.create("http://127.0.0.1:" + port + "/"));
    }

    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitListening(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = output.readLine()) != null) {
            said.append(line).append('\n');
            if (line.startsWith("Listening on")) {
                Thread.ofVirtual().start(() -> drain(output));
                return;
            }
        }
        throw new IllegalStateException("anvil ended before it listened:\n" + said);
    }

    /** A node that nobody reads stops when its pipe is full. */
    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {}
        } catch (IOException e) {
            // The process ended, and its pipe with it.
        }
    }

    /** Test processes of several modules may come here at once; the first installs, the others wait for it. */
    private static Path install(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Optional<Path> installed = binary(folder);
            if (installed.isEmpty()) {
                npmInstall(folder);
                installed = binary(folder);
            }
            return installed.orElseThrow(() -> new IllegalStateException("npm installed " + PACKAGE + " " + VERSION
                    + " without a binary for this machine; it has them for Linux and macOS on x86-64 and ARM64"));
        }
    }

    private static Optional<Path> binary(Path folder) throws IOException {
        Path scope = folder.resolve("node_modules").resolve("@foundry-rs");
        if (!Files.isDirectory(scope)) {
            return Optional.empty();
        }
        try (Stream<Path> packages = Files.list(scope)) {
            return packages.map(each -> each.resolve("bin").resolve("anvil"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static void npmInstall(Path folder) throws IOException, InterruptedException {
        Process npm;
        try {
            // The binary comes as an optional dependency, so no script of the package needs to run.
            npm = new ProcessBuilder(List.of(
                            "npm",
                            "install",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            folder.toString(),
                            PACKAGE + "@" + VERSION))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "this test runs on a real Ethereum node, which npm brings: install Node.js with npm", e);
        }
        boolean ended = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
        if (!ended || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IllegalStateException("npm could not install " + PACKAGE + " " + VERSION + ":\n"
                    + Files.readString(folder.resolve("npm.log")));
        }
    }

    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("run this inside of the project's tree"));
        }
        return folder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
