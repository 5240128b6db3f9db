package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code sluice} as people run it: a process of its own, seen through its ports, its log and its exit code. */
public final class SluiceProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;
    private final int adminPort;

    private SluiceProcess(Process process, Path log, int adminPort) {
        this.process = process;
        this.log = log;
        this.adminPort = adminPort;
    }

    /** Runs the folder and returns once it is ready. */
    public static SluiceProcess run(Path folder, String... more) {
        return whenReady(start(folder, more));
    }

    /** The same with a heap that is resident from the start, so that what grows is something else. */
    static SluiceProcess runWithWholeHeap(Path folder) {
        int admin = freePort();
        return whenReady(launch(
                List.of("-Xms256m", "-XX:+AlwaysPreTouch"),
                List.of("run", folder.toString(), "--admin", "127.0.0.1:" + admin),
                admin));
    }

    private static SluiceProcess whenReady(SluiceProcess started) {
        Await.until("ready", Duration.ofSeconds(60), () -> started.ready(), started::log);
        return started;
    }

    static SluiceProcess start(Path folder, String... more) {
        int admin = freePort();
        List<String> command = new ArrayList<>(List.of("run", folder.toString(), "--admin", "127.0.0.1:" + admin));
        command.addAll(List.of(more));
        return launch(List.of(), command, admin);
    }

    /** Any command, e.g. {@code validate}; the log holds both of its streams. */
    public static SluiceProcess command(String... arguments) {
        return launch(List.of(), List.of(arguments), 0);
    }

    private static SluiceProcess launch(List<String> jvm, List<String> arguments, int adminPort) {
        try {
            Path log = Files.createTempFile("sluice", ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.sluice.standalone.SluiceMain"));
            command.addAll(1, jvm);
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new SluiceProcess(process, log, adminPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean ready() {
        assertTrue(process.isAlive() || process.exitValue() == 0, () -> "the process ended: " + log());
        try {
            return get("/readyz").statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    public HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    /** {@code 127.0.0.1:PORT} of the admin endpoint. */
    public String admin() {
        return "127.0.0.1:" + adminPort;
    }

    JsonNode status() {
        return json("/api/v1/status");
    }

    public JsonNode plan() {
        return json("/api/v1/plan");
    }

    private JsonNode json(String path) {
        try {
            return JSON.readTree(get(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A JSON-RPC call through a gateway's port. */
    static HttpResponse<String> call(int port, String path, String method) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":[]}"))
                .build());
    }

    long pid() {
        return process.pid();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void terminate() {
        process.destroy();
    }

    /** The exit code, waiting for it. */
    public int exitCode(Duration atMost) {
        try {
            assertTrue(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS), () -> "still running: " + log());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        log.toFile().delete();
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
