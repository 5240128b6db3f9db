package dev.sluice.server;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes spans by OTLP/HTTP in JSON, or says that it does not. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonObject> spans = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();

    Collector(int status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            if (status == 200) {
                spans.addAll(read(new JsonObject(body)));
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<JsonObject> await(int count) {
        try {
            GatewayFixture.eventually(count + " spans arrive", () -> spans.size() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; these did:\n" + told(spans), e);
        }
        return List.copyOf(spans);
    }

    /** One line per span, ids by their order, providers by the order they were asked in, times left out. */
    static String told(List<JsonObject> spans) {
        List<JsonObject> ordered = new ArrayList<>(spans);
        ordered.sort(Comparator.comparing((JsonObject span) -> span.getInteger("kind") != 2)
                .thenComparing(span -> Long.parseLong(span.getString("startTimeUnixNano"))));
        Map<String, String> names = new TreeMap<>();
        ordered.forEach(span -> names.put(span.getString("spanId"), "span-" + names.size()));
        StringBuilder out = new StringBuilder();
        for (JsonObject span : ordered) {
            String parent = span.getString("parentSpanId", "none");
            out.append(names.get(span.getString("spanId")))
                    .append(" of ")
                    .append(names.getOrDefault(parent, parent))
                    .append(" kind ")
                    .append(span.getInteger("kind"))
                    .append(" \"")
                    .append(span.getString("name"))
                    .append("\" ")
                    .append(span.containsKey("status") ? "failed " : "")
                    .append(attributes(span))
                    .append('\n');
        }
        return out.toString();
    }

    static Map<String, String> attributes(JsonObject span) {
        return span.getJsonArray("attributes").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(
                        each -> each.getString("key"),
                        each -> each.getJsonObject("value")
                                .getMap()
                                .values()
                                .iterator()
                                .next()
                                .toString(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static List<JsonObject> read(JsonObject body) {
        JsonObject scope = body.getJsonArray("resourceSpans")
                .getJsonObject(0)
                .getJsonArray("scopeSpans")
                .getJsonObject(0);
        JsonArray all = scope.getJsonArray("spans");
        return all.stream().map(JsonObject.class::cast).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
