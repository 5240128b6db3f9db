package dev.sluice.operator.web;

import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's web server on ports of its own, showing what the test says. */
final class Replica implements ScreenSource, Pulse, AutoCloseable {
    volatile boolean leads = true;
    volatile @Nullable URI leader;
    volatile boolean alive = true;
    volatile boolean ready = true;
    volatile long since = -1;

    private final int management = freePort();
    private final EmbeddedServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Replica() {
        ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1, "endpoints.all.port", management))
                .singletons(this)
                .start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    URI page() {
        return server.getURI();
    }

    OperatorMetrics metrics() {
        return server.getApplicationContext().getBean(OperatorMetrics.class);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", page() + path);
    }

    HttpResponse<String> manage(String path) throws Exception {
        return send("GET", "http://localhost:" + management + path);
    }

    HttpResponse<String> send(String method, String uri) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public boolean leads() {
        return leads;
    }

    @Override
    public Optional<URI> leader() {
        return Optional.ofNullable(leader);
    }

    @Override
    public Screen screen() {
        return Screen.starting(7, "as the test says");
    }

    @Override
    public HistoryView history(long sinceMillis) {
        since = sinceMillis;
        return new HistoryView(1000, List.of(), List.of());
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public String reason() {
        return alive ? "caches are not filled" : "the control thread is silent";
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
        client.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
