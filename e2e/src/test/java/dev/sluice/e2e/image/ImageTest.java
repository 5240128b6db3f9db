package dev.sluice.e2e.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Capability;
import dev.sluice.e2e.cluster.DockerEngine;
import dev.sluice.e2e.cluster.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** The image serves the quickstart with a root it cannot write to, no capabilities and no user of consequence. */
@Tag("e2e")
@Tag("image")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageTest {

    private static final long MOST_BYTES = 150_000_000;
    private static final int GATEWAY = 8080;
    private static final int ADMIN = 9901;

    private final String name;
    private final InspectImageResponse image;
    private final GenericContainer<?> providers;
    private final GenericContainer<?> gateway;
    private final Duration startToReady;

    ImageTest(@TempDir Path manifests) throws IOException {
        Repository repository = Repository.ofWorkingDirectory();
        DockerEngine.require(repository);
        name = "sluice:" + repository.version();
        image = DockerEngine.image(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not there; make images builds it"));
        DockerEngine.tagTiny(name);
        Files.copy(repository.path("examples/quickstart.yaml"), manifests.resolve("quickstart.yaml"));
        Files.setPosixFilePermissions(manifests, PosixFilePermissions.fromString("r-xr-xr-x"));
        // The manifest's providers are on loopback, so the gateway shares their network and their ports are its own.
        providers = confined("providers", "/manifests")
                .withFileSystemBind(manifests.toString(), "/manifests", BindMode.READ_ONLY)
                .withExposedPorts(GATEWAY, ADMIN)
                .waitingFor(Wait.forLogMessage(".*910[123].*", 1));
        providers.start();
        gateway = confined("run", "/manifests", "--admin", "0.0.0.0:" + ADMIN)
                .withFileSystemBind(manifests.toString(), "/manifests", BindMode.READ_ONLY)
                .withNetworkMode("container:" + providers.getContainerId());
        gateway.start();
        Unreliables.retryUntilTrue(
                20, TimeUnit.SECONDS, () -> get("/readyz", ADMIN).statusCode() == 200);
        startToReady = Duration.between(
                Instant.parse(gateway.getContainerInfo().getState().getStartedAt()), Instant.now());
    }

    /** As a cautious cluster runs it. */
    private GenericContainer<?> confined(String... command) {
        return new GenericContainer<>(name)
                .withCommand(command)
                .withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")));
    }

    @AfterAll
    void stop() {
        gateway.stop();
        providers.stop();
    }

    @Test
    void isReadyAndSmall() throws Exception {
        System.out.printf(
                "figure: %s: %.1f MB, ready after %d ms (polled, with the container's own start)%n",
                name, image.getSize() / 1e6, startToReady.toMillis());

        assertEquals(200, get("/readyz", ADMIN).statusCode());
        assertTrue(image.getSize() < MOST_BYTES, () -> "bytes: " + image.getSize());
    }

    @Test
    void answersARequest() throws Exception {
        var request = HttpRequest.newBuilder(uri("/eth", GATEWAY))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"eth_blockNumber\"}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("\"result\""), answer::body);
    }

    @Test
    void saysWhatItIsAndRunsAsNobody() {
        Map<String, String> labels = image.getConfig().getLabels();

        assertEquals("65532:65532", image.getConfig().getUser());
        assertEquals("Sluice", labels.get("org.opencontainers.image.title"));
        assertEquals(name, "sluice:" + labels.get("org.opencontainers.image.version"));
        assertEquals("Apache-2.0", labels.get("org.opencontainers.image.licenses"));
    }

    @Test
    void hasNoShell() throws Exception {
        assertNotEquals(0, gateway.execInContainer("/bin/sh", "-c", "true").getExitCode());
    }

    @Test
    void carriesItsBillOfMaterials() {
        String bill = gateway.copyFileFromContainer(
                "/usr/share/sluice/sluice.cdx.json", in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));

        for (String part : List.of("pkg:deb/debian/libc6@", "pkg:maven/io.vertx/vertx-core@", "java-runtime")) {
            assertTrue(bill.contains(part), () -> part + " is not in the bill of materials");
        }
    }

    /** The cache is worth its size only if the runtime takes it; in mode on it ends with an error where it would not. */
    @Test
    void takesItsAheadOfTimeCache() throws Exception {
        var answer = gateway.execInContainer(
                "/opt/java/bin/java", "-XX:AOTMode=on", "@/opt/sluice/sluice.args", "--version");

        assertEquals(0, answer.getExitCode(), answer::getStderr);
    }

    @Test
    void endsOrderlyWhenAsked() throws Exception {
        var other = confined("run", "/manifests")
                .withTmpFs(Map.of("/manifests", ""))
                .waitingFor(Wait.forLogMessage(".*running.*", 1));
        try (other) {
            other.start();
            var docker = DockerClientFactory.instance().client();
            docker.stopContainerCmd(other.getContainerId()).withTimeout(15).exec();

            assertEquals(
                    0,
                    docker.inspectContainerCmd(other.getContainerId())
                            .exec()
                            .getState()
                            .getExitCodeLong());
        }
    }

    private HttpResponse<String> get(String path, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path, port)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path, int port) {
        return URI.create("http://" + providers.getHost() + ":" + providers.getMappedPort(port) + path);
    }
}
