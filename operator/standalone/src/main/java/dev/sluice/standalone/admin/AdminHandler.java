package dev.sluice.standalone.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.control.view.Page;
import dev.sluice.control.view.StatusView;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers the admin endpoint's requests: GET and HEAD only, nothing here changes anything. The JSON shapes stand at
 * {@link dev.sluice.control.view.PlanView}, {@link StatusView} and
 * {@link dev.sluice.control.view.HistoryView}.
 */
final class AdminHandler implements Handler<HttpServerRequest> {
    private static final String JSON = "application/json";
    private static final String GZIP = "application/gzip";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final AdminSource source;
    private final ObjectMapper mapper = new ObjectMapper();
    private final ContractCodec codec = new ContractCodec();
    private @Nullable Buffer page;

    AdminHandler(AdminSource source) {
        this.source = source;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            request.response().putHeader("Allow", "GET, HEAD");
            answer(request, 405, TEXT, Buffer.buffer("Only GET and HEAD: the admin endpoint changes nothing.\n"));
            return;
        }
        switch (request.path()) {
            case "/" -> answer(request, 200, Page.CONTENT_TYPE, page());
            case "/healthz" -> answer(request, 200, TEXT, Buffer.buffer("ok\n"));
            case "/readyz" -> ready(request);
            case "/metrics" -> source.metrics().onSuccess(text -> answer(request, 200, METRICS, Buffer.buffer(text)));
            case "/api/v1/plan" -> json(request, 200, source.screen().plan());
            case "/api/v1/status" -> json(request, 200, source.screen().status());
            case "/api/v1/history" -> history(request);
            case "/api/v1/explain" -> explain(request);
            case "/api/v1/recording" -> answer(request, 200, GZIP, Buffer.buffer(source.recording()));
            case null, default ->
                json(
                        request,
                        404,
                        Map.of(
                                "error",
                                "not found; see /, /healthz, /readyz, /metrics, "
                                        + "/api/v1/plan, /api/v1/status, /api/v1/history, /api/v1/explain and /api/v1/recording"));
        }
    }

    private void ready(HttpServerRequest request) {
        StatusView status = source.screen().status();
        if (status.ready()) {
            answer(request, 200, TEXT, Buffer.buffer("ready\n"));
        } else {
            answer(request, 503, TEXT, Buffer.buffer("not ready: " + status.reason() + "\n"));
        }
    }

    private void explain(HttpServerRequest request) {
        source.explain(request.getParam("gateway"), request.query())
                .onSuccess(explanation -> answer(request, 200, JSON, Buffer.buffer(codec.write(explanation))))
                .onFailure(e -> json(
                        request,
                        e instanceof IllegalArgumentException ? 400 : 503,
                        Map.of("error", String.valueOf(e.getMessage()))));
    }

    private void history(HttpServerRequest request) {
        String since = request.getParam("since", "0");
        try {
            json(request, 200, source.history(Long.parseLong(since)));
        } catch (NumberFormatException e) {
            json(request, 400, Map.of("error", "since must be milliseconds since 1970, for example 1735689600000"));
        }
    }

    private void json(HttpServerRequest request, int code, Object value) {
        try {
            answer(request, code, JSON, Buffer.buffer(mapper.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that has no JSON form", e);
        }
    }

    private static void answer(HttpServerRequest request, int code, String type, Buffer body) {
        HttpServerResponse response = request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", Page.CONTENT_SECURITY_POLICY);
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    private Buffer page() {
        if (page == null) {
            page = Buffer.buffer(Page.html());
        }
        return page;
    }
}
