package dev.sluice.simulation.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Where a provider looks for its client's key. */
public sealed interface RequiredCredential {

    String value();

    /** What the request carries there, or null. */
    @Nullable
    String presented(HttpServerRequest request);

    default boolean accepts(HttpServerRequest request) {
        return value().equals(presented(request));
    }

    record InHeader(String name, String value) implements RequiredCredential {
        @Override
        public @Nullable String presented(HttpServerRequest request) {
            return request.getHeader(name);
        }
    }

    record InQuery(String name, String value) implements RequiredCredential {
        @Override
        public @Nullable String presented(HttpServerRequest request) {
            return request.getParam(name);
        }
    }

    /** @param prefix before the key, e.g. {@code /v2/}; the key is the path's next segment */
    record InPath(String prefix, String value) implements RequiredCredential {
        @Override
        public @Nullable String presented(HttpServerRequest request) {
            String path = request.path();
            if (path == null || !path.startsWith(prefix)) {
                return null;
            }
            String rest = path.substring(prefix.length());
            int end = rest.indexOf('/');
            return end < 0 ? rest : rest.substring(0, end);
        }
    }
}
