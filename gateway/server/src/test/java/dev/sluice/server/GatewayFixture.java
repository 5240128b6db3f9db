package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.server.options.GatewayOptions;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A gateway on loopback, providers that may misbehave, and clients to ask it with. */
final class GatewayFixture implements AutoCloseable {
    static final long TIMEOUT_SECONDS = 20;

    final Gateway gateway;
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(TIMEOUT_SECONDS))
            .build();
    private final List<AutoCloseable> resources = new ArrayList<>();

    GatewayFixture() {
        this(options -> options);
    }

    GatewayFixture(UnaryOperator<GatewayOptions> change) {
        gateway = Gateway.start(change.apply(GatewayOptions.of(Snapshots.GATEWAY, "test")
                .withBindAddress("127.0.0.1")
                .withEventLoops(2)
                .withLoopbackAllowed(true)
                .withProbeTickNanos(10_000_000)
                .withDrainNanos(3_000_000_000L)));
    }

    RawUpstream upstream(RawUpstream.Behaviour behaviour) throws IOException {
        RawUpstream upstream = new RawUpstream(behaviour);
        resources.add(upstream);
        return upstream;
    }

    /** Applies and expects it to serve. */
    GatewayFixture serve(Snapshots snapshots) {
        return serve(snapshots.build(), Credentials.NONE);
    }

    GatewayFixture serve(ConfigSnapshot snapshot, Credentials credentials) {
        ApplyResult result = await(gateway.apply(snapshot, credentials));
        assertInstanceOf(ApplyResult.Served.class, result, result::toString);
        return this;
    }

    int port() {
        return gateway.ports().values().iterator().next();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(TIMEOUT_SECONDS));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(TIMEOUT_SECONDS))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> call(String method, int id) throws Exception {
        return post("/", rpc(method, Integer.toString(id)));
    }

    static String rpc(String method, String id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":[]}";
    }

    /** Sends bytes as they are and returns everything up to the end of the connection. */
    String raw(String bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(all);
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    Observation observe() {
        return await(gateway.observe());
    }

    ProviderSight sight(String provider) {
        return observe().providers().stream()
                .filter(p -> p.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Waits until it holds; a condition that never does fails the test with these words. */
    static void eventually(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                fail("never came true: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() throws Exception {
        gateway.close();
        for (AutoCloseable resource : resources) {
            resource.close();
        }
        client.close();
    }
}
