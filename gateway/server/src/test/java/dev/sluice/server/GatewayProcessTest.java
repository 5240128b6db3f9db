package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.server.config.InMemoryConfigSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayProcessTest {
    private final InMemoryConfigSource source = new InMemoryConfigSource();
    private final HttpClient client = HttpClient.newHttpClient();

    private static GatewaySettings settings(String... more) {
        String[] all = java.util.Arrays.copyOf(more, more.length + 1);
        all[more.length] = "--bind-address=127.0.0.1";
        return GatewaySettings.of(
                Map.of(
                        "SLUICE_GATEWAY_NAMESPACE", "default",
                        "SLUICE_GATEWAY_NAME", "edge",
                        "POD_NAME", "edge-1",
                        "SLUICE_ALLOW_LOOPBACK", "true",
                        "SLUICE_ACCESS_LOG", "false",
                        "SLUICE_EVENT_LOOPS", "1",
                        "SLUICE_DRAIN_DELAY_SECONDS", "0"),
                all);
    }

    @Test
    void isReadyOnceASnapshotIsServedAndTellsWhatItMeasured() throws Exception {
        GatewayProcess process = GatewayProcess.start(settings("--admin-port=0"), source);
        try {
            assertEquals(200, admin(process, "/healthz").statusCode());
            assertEquals(503, admin(process, "/readyz").statusCode());

            serve();

            assertEquals(200, admin(process, "/readyz").statusCode());
            Observation seen = new ContractCodec()
                    .readObservation(admin(process, "/observation").body().getBytes());
            assertEquals("edge-1", seen.reporter());
            assertEquals(1, seen.revision());
            assertTrue(admin(process, "/metrics").body().contains("snapshot_revision"));
            assertEquals(404, admin(process, "/drain").statusCode());
        } finally {
            process.drainAndEnd();
        }
    }

    @Test
    void drainingIsNotReadyAndFinishesWhatIsInFlight() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (RawUpstream upstream = new RawUpstream((request, socket, out) -> {
            asked.countDown();
            answer.await();
            RawUpstream.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate");
        })) {
            GatewayProcess process = GatewayProcess.start(settings("--admin-port=0"), source);
            serve(upstream.port());
            int port = process.ports().values().iterator().next();
            CompletableFuture<HttpResponse<String>> inFlight = client.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertTrue(asked.await(20, TimeUnit.SECONDS));

            Thread drain = Thread.ofPlatform().start(process::drainAndEnd);
            GatewayFixture.eventually("it is not ready any more", () -> status(process, "/readyz") == 503);
            assertEquals(200, status(process, "/healthz"));
            answer.countDown();

            assertEquals("late", inFlight.get(20, TimeUnit.SECONDS).body());
            drain.join(20_000);
            assertThrows(ConnectException.class, () -> admin(process, "/healthz"));
        }
    }

    @Test
    void saysWhichAdminPortCannotBeHad() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            IOException told = assertThrows(
                    IOException.class,
                    () -> GatewayProcess.start(settings("--admin-port=" + taken.getLocalPort()), source));

            assertTrue(told.getMessage().contains("SLUICE_ADMIN_PORT"), told.getMessage());
        }
    }

    private void serve(int... ports) {
        ApplyResult result = GatewayFixture.await(source.publish(
                Snapshots.http(ports.length == 0 ? new int[] {9} : ports).build(), Credentials.NONE));
        assertInstanceOf(ApplyResult.Served.class, result);
    }

    private int status(GatewayProcess process, String path) {
        try {
            return admin(process, path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> admin(GatewayProcess process, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.adminPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
