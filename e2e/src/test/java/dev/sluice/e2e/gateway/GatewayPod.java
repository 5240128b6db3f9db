package dev.sluice.e2e.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.observation.Observation;
import dev.sluice.e2e.standalone.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pod as the kubelet runs it: a program that may be killed and started again beside the same volume. */
final class GatewayPod implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    final int listenPort = freePort();
    private final int adminPort = freePort();
    private final Delivery delivery;
    private final Path folder;
    private Process process;

    /** @param folder for the volume, the log and the pod's kubeconfig; @param server URL of the API server */
    GatewayPod(Delivery delivery, Path folder, String server) {
        this.delivery = delivery;
        this.folder = folder;
        try {
            Files.writeString(folder.resolve("kubeconfig"), delivery.kubeconfig(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GatewayPod start() {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sluice.server.GatewayMain",
                        "--gateway-namespace=" + delivery.namespace(),
                        "--gateway-name=edge",
                        "--pod-name=edge-0",
                        "--bind-address=127.0.0.1",
                        "--admin-port=" + adminPort,
                        "--state-dir=" + folder.resolve("volume"),
                        "--event-loops=1",
                        "--allow-loopback=true",
                        "--drain-delay-seconds=0"))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    GatewayPod untilReady() {
        until("ready", () -> status("/readyz") == 200);
        return this;
    }

    void until(String what, java.util.function.Supplier<Boolean> holds) {
        Await.until(
                what,
                PATIENCE,
                () -> {
                    assertTrue(process.isAlive(), () -> "the process ended: " + log());
                    return holds.get();
                },
                this::log);
    }

    /** As the kernel does it when memory is short. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As the kubelet does it; the exit code. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    private int exitCode() {
        try {
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> "still running: " + log());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a client gets: the body of a 200, or the status. */
    String ask() {
        HttpResponse<String> answer = get(listenPort, "/hello");
        return answer == null ? "no connection" : answer.statusCode() == 200 ? answer.body() : "" + answer.statusCode();
    }

    Observation observe() {
        HttpResponse<String> answer = get(adminPort, "/observation");
        assertTrue(answer != null && answer.statusCode() == 200, this::log);
        try {
            return new ContractCodec().readObservation(answer.body().getBytes(StandardCharsets.UTF_8));
        } catch (CodecException e) {
            throw new AssertionError(e);
        }
    }

    int status(String adminPath) {
        HttpResponse<String> answer = get(adminPort, adminPath);
        return answer == null ? 0 : answer.statusCode();
    }

    private static HttpResponse<String> get(int port, String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
