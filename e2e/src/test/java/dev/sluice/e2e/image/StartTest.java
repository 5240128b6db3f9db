package dev.sluice.e2e.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Command;
import dev.sluice.e2e.cluster.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Each image starts with a root it cannot write to, no capabilities and no user of consequence, serves, and ends when asked.
 * The manifest's providers are on loopback, so the images share their network, one after the other, and their ports are theirs.
 */
@Tag("e2e")
@Tag("image")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartTest {
    private static final Repository REPOSITORY = Repository.ofWorkingDirectory();
    private static final int LISTENER = 8080;
    private static final int HEALTH = 8081;
    private static final int ADMIN = 9901;

    private final Path manifests;
    private final GenericContainer<?> providers;

    StartTest(@TempDir Path manifests) throws IOException {
        this.manifests = manifests;
        Files.copy(REPOSITORY.path("examples/quickstart.yaml"), manifests.resolve("quickstart.yaml"));
        Files.setPosixFilePermissions(manifests, PosixFilePermissions.fromString("r-xr-xr-x"));
        providers = Image.of("sluice", REPOSITORY)
                .confined("providers", "/manifests")
                .withFileSystemBind(manifests.toString(), "/manifests", BindMode.READ_ONLY)
                .withExposedPorts(LISTENER, HEALTH, ADMIN)
                .waitingFor(Wait.forLogMessage(".*910[123].*", 1));
        providers.start();
    }

    @AfterAll
    void stop() {
        providers.stop();
    }

    @Test
    void theCommandServesAFolder() throws Exception {
        var sluice = besideProviders("sluice", "run", "/manifests", "--admin", "0.0.0.0:" + ADMIN)
                .withFileSystemBind(manifests.toString(), "/manifests", BindMode.READ_ONLY);
        try (sluice) {
            started(sluice, ADMIN, "/readyz");

            assertAnswers();
            assertEquals(0, ended(sluice));
        }
    }

    /** As when it is restarted while its API server is away, which is said and takes a second. */
    @Test
    void theGatewayServesWhatItServedLast(@TempDir Path state) throws Exception {
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(
                state.resolve("snapshot.json"),
                Command.run(
                                "docker",
                                "exec",
                                providers.getContainerId(),
                                "/opt/java/bin/java",
                                "@/opt/sluice/sluice.args",
                                "snapshot",
                                "/manifests")
                        .orThrow());
        var gateway = besideProviders("sluice-gateway")
                .withFileSystemBind(state.toString(), "/var/run/sluice")
                .withEnv(Map.of(
                        "POD_NAMESPACE", "default",
                        "POD_NAME", "edge-0",
                        "SLUICE_GATEWAY_NAME", "edge",
                        "SLUICE_ALLOW_LOOPBACK", "true",
                        "SLUICE_DRAIN_DELAY_SECONDS", "0"));
        try (gateway) {
            started(gateway, ADMIN, "/readyz");

            assertAnswers();
            assertEquals(0, ended(gateway));
        }
    }

    /** What it does with a cluster is for the suites that have one. */
    @Test
    void theOperatorLivesWhileItLooksForItsCluster() throws Exception {
        var operator = besideProviders("sluice-operator")
                .withEnv(Map.of("POD_NAMESPACE", "default", "POD_NAME", "operator-0"));
        try (operator) {
            started(operator, HEALTH, "/health/liveness");

            assertTrue(ended(operator) != 137, "it had to be killed");
        }
    }

    private GenericContainer<?> besideProviders(String name, String... command) {
        return Image.of(name, REPOSITORY).confined(command).withNetworkMode("container:" + providers.getContainerId());
    }

    private void started(GenericContainer<?> container, int port, String path) {
        container.start();
        try {
            Unreliables.retryUntilTrue(
                    30, TimeUnit.SECONDS, () -> get(port, path).statusCode() == 200);
        } catch (RuntimeException e) {
            throw new AssertionError(path + " does not answer 200; the log: " + container.getLogs(), e);
        }
        Instant start = Instant.parse(container.getContainerInfo().getState().getStartedAt());
        System.out.printf(
                "figure: start of %s: %s answers 200 after %d ms (polled, with the container's own start)%n",
                container.getDockerImageName(),
                path,
                Duration.between(start, Instant.now()).toMillis());
    }

    /** The exit code. */
    private static long ended(GenericContainer<?> container) {
        var docker = DockerClientFactory.instance().client();
        docker.stopContainerCmd(container.getContainerId()).withTimeout(15).exec();
        return docker.inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getExitCodeLong();
    }

    private void assertAnswers() throws Exception {
        var request = HttpRequest.newBuilder(uri(LISTENER, "/eth"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"eth_blockNumber\"}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("\"result\""), answer::body);
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(port, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(int port, String path) {
        return URI.create("http://" + providers.getHost() + ":" + providers.getMappedPort(port) + path);
    }
}
