package dev.sluice.e2e.gateway;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A provider on this machine that answers with its name and remembers the key it was shown last. */
final class Upstream implements AutoCloseable {
    private final HttpServer server;
    private volatile String key = "";

    Upstream(String name) {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String shown = exchange.getRequestHeaders().getFirst("X-Api-Key");
            key = shown == null ? "" : shown;
            byte[] body = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String lastKey() {
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
