package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a request or answer on its way; Gateway API's HTTPRoute filters. */
public sealed interface Filter {

    /** A header by name (as written) and value. */
    record Header(String name, String value) {}

    /** Sets, then adds, then removes headers of the request. */
    record RequestHeaders(List<Header> set, List<Header> add, List<String> remove) implements Filter {
        public RequestHeaders {
            set = List.copyOf(set);
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }

    /** Sets, then adds, then removes headers of the answer. */
    record ResponseHeaders(List<Header> set, List<Header> add, List<String> remove) implements Filter {
        public ResponseHeaders {
            set = List.copyOf(set);
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }

    /** Rewrites host and path; {@code prefix} replaces the matched prefix, else {@code fullPath} the whole path. */
    record UrlRewrite(
            @Nullable String hostname,
            @Nullable String fullPath,
            @Nullable String prefix) implements Filter {}

    /** Answers with a redirect; null parts are kept from the request. */
    record Redirect(
            @Nullable String scheme,
            @Nullable String hostname,
            @Nullable Integer port,
            @Nullable String fullPath,
            @Nullable String prefix,
            int status)
            implements Filter {}

    /** Sends a copy of {@code ppm} millionths of the requests to a pool and drops its answers. */
    record Mirror(String pool, int ppm) implements Filter {}

    /** Answers preflights and marks answers for cross-origin callers; lists may hold {@code *}. */
    record Cors(
            List<String> allowOrigins,
            List<String> allowMethods,
            List<String> allowHeaders,
            List<String> exposeHeaders,
            boolean allowCredentials,
            int maxAgeSeconds)
            implements Filter {
        public Cors {
            allowOrigins = List.copyOf(allowOrigins);
            allowMethods = List.copyOf(allowMethods);
            allowHeaders = List.copyOf(allowHeaders);
            exposeHeaders = List.copyOf(exposeHeaders);
        }
    }
}
