package dev.sluice.simulation.http;

import dev.sluice.simulation.chain.ChainSimulator;
import dev.sluice.simulation.model.FaultTimeline;
import dev.sluice.simulation.model.Impairment;
import dev.sluice.simulation.model.Outcome;
import dev.sluice.simulation.model.ProviderModel;
import dev.sluice.simulation.model.Request;
import dev.sluice.simulation.model.Response;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A provider that answers on a port: its model says when and how, its chain (or a real node behind it) says what. Each
 * runs on the one event loop its server got; the knobs may be turned from any thread.
 */
public final class SimulatedProvider implements AutoCloseable {
    private static final int MOST_BODY_BYTES = 10 << 20;

    private final SimulatedProviderOptions options;
    private final Vertx vertx;
    private final ProviderModel model;
    private final ChainSimulator wrongChain;
    private final Counts counts = new Counts();
    private final PlainHttp plain;
    private final @Nullable Relay relay;
    private volatile Impairment fault = Impairment.NONE;
    private volatile FaultTimeline timeline;
    private volatile int port;
    private volatile @Nullable RequiredCredential credential;
    private @Nullable HttpServer server;

    private SimulatedProvider(Vertx vertx, SimulatedProviderOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.port = options.port();
        this.credential = options.credential();
        this.timeline = options.faults();
        // The timeline is applied here, where it can be replaced while the model runs on.
        this.model = new ProviderModel(options.profile(), FaultTimeline.CALM, new SplittableRandom(options.seed()));
        this.wrongChain = options.chain().elsewhere();
        this.plain = new PlainHttp(vertx, options.name());
        this.relay = options.relay() == null ? null : new Relay(vertx, options.relay());
    }

    /** Listening when it returns. */
    public static SimulatedProvider start(Vertx vertx, SimulatedProviderOptions options) {
        SimulatedProvider provider = new SimulatedProvider(vertx, options);
        provider.listen();
        return provider;
    }

    public String name() {
        return options.name();
    }

    public int port() {
        return port;
    }

    public SimulatedProviderOptions options() {
        return options;
    }

    /** From now on, besides what the timeline says. */
    public void setFault(Impairment impairment) {
        fault = impairment;
    }

    public void clearFault() {
        fault = Impairment.NONE;
    }

    /** Replaces the faults over time; its times count on this provider's clock. */
    public void follow(FaultTimeline faults) {
        timeline = faults;
    }

    /** Another key is asked for from now on; null for none. */
    public void requireCredential(@Nullable RequiredCredential required) {
        credential = required;
    }

    /** Closes the port and every connection to it, as a killed process does: connecting is refused when this returns. */
    public synchronized void stopListening() {
        if (server != null) {
            Waiting.on(server.close());
            server = null;
            ClosedPort.await(options.host(), port);
        }
    }

    /** Listens on the same port again. */
    public synchronized void listen() {
        if (server == null) {
            HttpServerOptions http = new HttpServerOptions()
                    .setReuseAddress(true)
                    .setMaxInitialLineLength(16 << 10)
                    .setMaxHeaderSize(64 << 10);
            server = Waiting.on(
                    vertx.createHttpServer(http).requestHandler(this::arrived).listen(port, options.host()));
            port = server.actualPort();
        }
    }

    public Served served() {
        return counts.read();
    }

    @Override
    public void close() {
        stopListening();
        if (relay != null) {
            relay.close();
        }
    }

    private void arrived(HttpServerRequest request) {
        counts.arrived();
        RequiredCredential required = credential;
        if (required != null) {
            String presented = required.presented(request);
            counts.credential(presented == null ? "" : presented);
            if (!required.accepts(request)) {
                answer(request, 401, "{\"error\":\"invalid api key\"}", false);
                return;
            }
        }
        if (PlainHttp.isPlain(request)) {
            counts.call("", options.profile().costPicos(""));
            Response response = respond("", 1);
            request.pause();
            after(response.delayNanos(), () -> plain(request, response.outcome()));
            return;
        }
        request.body().onSuccess(body -> call(request, body));
    }

    private Response respond(String method, int batched) {
        Request one = Request.call(method);
        Request all = new Request(method, one.work() * batched);
        long now = options.clock().getAsLong();
        return model.respond(all, now, timeline.at(now).and(fault));
    }

    private void call(HttpServerRequest request, Buffer body) {
        if (body.length() > MOST_BODY_BYTES) {
            answer(request, 413, "{\"error\":\"request too large\"}", false);
            return;
        }
        byte[] bytes = body.getBytes();
        List<String> methods = ChainSimulator.methodsOf(bytes);
        methods.forEach(method -> counts.call(method, options.profile().costPicos(method)));
        String first = methods.isEmpty() ? "" : methods.getFirst();
        Response response = respond(first, Math.max(1, methods.size()));
        after(response.delayNanos(), () -> conclude(request, bytes, response.outcome()));
    }

    private void after(long nanos, Runnable action) {
        long millis = Math.round(nanos / 1e6);
        if (millis < 1) {
            action.run();
        } else {
            vertx.setTimer(millis, id -> action.run());
        }
    }

    private void conclude(HttpServerRequest request, byte[] body, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answer answer -> answerCall(request, body, answer);
            case Outcome.RpcError error ->
                answer(request, 200, Buffer.buffer(ChainSimulator.error(body, error.code(), error.message())), false);
            case Outcome.HttpError error -> httpError(request, error);
            case Outcome.Reset reset -> reset(request);
            case Outcome.Silence silence -> counts.status(0, false);
        }
    }

    private void plain(HttpServerRequest request, Outcome outcome) {
        request.resume();
        switch (outcome) {
            case Outcome.Answer answer -> {
                counts.status(200, true);
                plain.answer(request);
            }
            case Outcome.RpcError error -> httpError(request, new Outcome.HttpError(500, 0));
            case Outcome.HttpError error -> httpError(request, error);
            case Outcome.Reset reset -> reset(request);
            case Outcome.Silence silence -> counts.status(0, false);
        }
    }

    private void answerCall(HttpServerRequest request, byte[] body, Outcome.Answer how) {
        if (relay != null && !how.wrongChain()) {
            relay.answer(body, how.lagBlocks())
                    .onSuccess(bytes -> answer(request, 200, bytes, true))
                    .onFailure(e -> answer(request, 502, "{\"error\":\"node is gone\"}", false));
            return;
        }
        ChainSimulator chain = how.wrongChain() ? wrongChain : options.chain();
        byte[] bytes = chain.answer(body, options.clock().getAsLong(), how.lagBlocks());
        answer(request, 200, Buffer.buffer(bytes), true);
    }

    private void httpError(HttpServerRequest request, Outcome.HttpError error) {
        if (error.retryAfterSeconds() > 0) {
            request.response().putHeader("retry-after", Integer.toString(error.retryAfterSeconds()));
        }
        answer(request, error.status(), "{\"error\":\"simulated\"}", false);
    }

    private void reset(HttpServerRequest request) {
        counts.status(0, false);
        request.response()
                .putHeader("content-type", "application/json")
                .putHeader("content-length", "1000")
                .write("{\"jsonrpc\":\"2.0\",\"id\"")
                .onComplete(written -> request.connection().close());
    }

    private void answer(HttpServerRequest request, int status, String text, boolean real) {
        answer(request, status, Buffer.buffer(text), real);
    }

    private void answer(HttpServerRequest request, int status, Buffer body, boolean real) {
        counts.status(status, real);
        if (!request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(body);
        }
    }
}
