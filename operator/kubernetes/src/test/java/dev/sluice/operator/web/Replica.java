package dev.sluice.operator.web;

import dev.sluice.operator.OperatorProcess;
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
import java.util.Map;

/** The operator's web server on ports of its own, showing what the test says. */
final class Replica implements AutoCloseable {
    private final int management = freePort();
    private final EmbeddedServer server;
    final FakeProcess process = new FakeProcess();
    private final HttpClient client = HttpClient.newHttpClient();

    Replica() {
        ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of(
                        OperatorProcess.ENABLED, false, "micronaut.server.port", -1, "endpoints.all.port", management))
                .singletons(process)
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
