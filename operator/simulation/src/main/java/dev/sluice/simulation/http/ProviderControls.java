package dev.sluice.simulation.http;

import dev.sluice.simulation.model.Impairment;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Knobs and counts of providers that run in another process, over HTTP. Its own event loop turns them; what may block is done
 * elsewhere.
 *
 * <pre>
 * GET  /                        {"metal-fra": {"requests": 3, "answered": 3, "costPicos": 18}}
 * POST /metal-fra/down          as a killed process: the port and every connection are closed; up, and it answers again
 * POST /metal-fra/errors        every request is answered 503
 * POST /metal-fra/silent        none is answered
 * POST /metal-fra/slow          answers take ten times as long
 * POST /metal-fra/calm          nothing is wrong with it
 * </pre>
 */
public final class ProviderControls implements AutoCloseable {
    private static final int ALL_PPM = 1_000_000;
    private static final double SLOWER = 10;

    private final Vertx vertx;
    private final Map<String, SimulatedProvider> providers = new TreeMap<>();
    private final HttpServer server;

    private ProviderControls(Vertx vertx, List<SimulatedProvider> providers) {
        this.vertx = vertx;
        providers.forEach(each -> this.providers.put(each.name(), each));
        this.server = vertx.createHttpServer().requestHandler(this::arrived);
    }

    /** Listening when it returns. */
    public static ProviderControls start(Vertx vertx, String host, int port, List<SimulatedProvider> providers) {
        ProviderControls controls = new ProviderControls(vertx, providers);
        Waiting.on(controls.server.listen(port, host));
        return controls;
    }

    public int port() {
        return server.actualPort();
    }

    private void arrived(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET) {
            request.response().end(counts().toBuffer());
            return;
        }
        String path = String.valueOf(request.path());
        int slash = path.lastIndexOf('/');
        String knob = path.substring(slash + 1);
        SimulatedProvider provider = providers.get(path.substring(0, slash).replaceFirst("^/", ""));
        if (provider == null) {
            end(request, 404, "expected /PROVIDER/KNOB with one of " + providers.keySet());
            return;
        }
        vertx.executeBlocking(() -> turn(provider, knob))
                .onSuccess(known -> end(request, known ? 200 : 404, provider.name() + " " + knob))
                .onFailure(e -> end(request, 500, String.valueOf(e)));
    }

    private static boolean turn(SimulatedProvider provider, String knob) {
        switch (knob) {
            case "down" -> provider.stopListening();
            case "up" -> provider.listen();
            case "errors" -> provider.setFault(Impairment.errors(ALL_PPM, 503));
            case "silent" -> provider.setFault(Impairment.silence(ALL_PPM));
            case "slow" -> provider.setFault(Impairment.slower(SLOWER));
            case "calm" -> provider.clearFault();
            default -> {
                return false;
            }
        }
        return true;
    }

    private JsonObject counts() {
        JsonObject counts = new JsonObject();
        providers.forEach((name, provider) -> {
            Served served = provider.served();
            counts.put(
                    name,
                    new JsonObject()
                            .put("requests", served.requests())
                            .put("answered", served.answered())
                            .put("costPicos", served.costPicos()));
        });
        return counts;
    }

    private static void end(HttpServerRequest request, int status, String text) {
        request.response().setStatusCode(status).end(text + "\n");
    }

    @Override
    public void close() {
        Waiting.on(server.close());
    }
}
