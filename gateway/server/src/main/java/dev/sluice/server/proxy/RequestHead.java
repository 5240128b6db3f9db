package dev.sluice.server.proxy;

import dev.sluice.engine.match.RequestView;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A Vert.x request as the engine sees it. One per event loop, pointed at a request for the time of one call, so that
 * matching makes no objects.
 */
final class RequestHead implements RequestView {
    private @Nullable HttpServerRequest request;
    private String host = "";
    private String path = "";

    /** @param normalized the path, see {@link dev.sluice.engine.http.RequestPath} */
    RequestHead of(HttpServerRequest other, String normalized) {
        request = other;
        path = normalized;
        host = Authority.hostOf(Authority.of(other));
        return this;
    }

    @Override
    public String method() {
        return request().method().name();
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String source() {
        return ClientAddress.text(request());
    }

    @Override
    public @Nullable String header(String lowerCaseName) {
        return request().headers().get(lowerCaseName);
    }

    @Override
    public @Nullable String query(String name) {
        try {
            // Only & divides, as browsers and providers read it, or a rule could be chosen for what a provider does not
            // see.
            return request().params(true).get(name);
        } catch (IllegalArgumentException badEscape) {
            return null;
        }
    }

    private HttpServerRequest request() {
        HttpServerRequest now = request;
        if (now == null) {
            throw new IllegalStateException("not pointed at a request");
        }
        return now;
    }
}
