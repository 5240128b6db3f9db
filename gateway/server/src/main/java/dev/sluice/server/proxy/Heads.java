package dev.sluice.server.proxy;

import dev.sluice.contract.snapshot.Filter;
import dev.sluice.engine.http.CorsDecision;
import dev.sluice.engine.http.HeaderFilters;
import dev.sluice.engine.http.HopByHop;
import dev.sluice.engine.http.MutableHeaders;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.server.upstream.PreparedEndpoint;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies heads between client and provider: what speaks to one hop is left out, who asked is said, credentials are put on
 * last so that neither client nor filter can replace them.
 */
final class Heads {
    private static final CharSequence X_FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence X_FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence X_FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final CharSequence TE = HttpHeaders.createOptimized("te");
    private static final CharSequence VIA = HttpHeaders.createOptimized("via");
    private static final CharSequence SLUICE_1_1 = HttpHeaders.createOptimized("1.1 sluice");
    private static final String COOKIE = "cookie";

    private Heads() {}

    /**
     * Everything of the client's head but framing, which the caller sets.
     *
     * @param hidden by which the client proves who it is
     * @param jsonRpc whether the body is a JSON-RPC call: it says so whatever the client called it (a bare {@code curl -d}
     *     calls it a form), and the answer must come uncompressed, since it will be read here
     */
    static void toProvider(
            HttpServerRequest from,
            MultiMap out,
            PreparedEndpoint endpoint,
            List<String> hidden,
            List<Filter> ruleFilters,
            List<Filter> backendFilters,
            boolean jsonRpc) {
        MultiMap in = from.headers();
        boolean http2 = from.version() == HttpVersion.HTTP_2;
        for (Map.Entry<String, String> header : in) {
            String name = header.getKey();
            if (HopByHop.isHopByHop(name) || isOurs(name, jsonRpc)) {
                continue;
            }
            if (http2 && COOKIE.equals(name) && out.contains(COOKIE)) {
                // HTTP/2 may split what HTTP/1.1 must send as one (RFC 9113, 8.2.3).
                out.set(COOKIE, out.get(COOKIE) + "; " + header.getValue());
            } else {
                out.add(name, header.getValue());
            }
        }
        removeNamed(in, out);
        for (int i = 0; i < hidden.size(); i++) {
            out.remove(hidden.get(i));
        }
        if (jsonRpc && !isJson(in.get(HttpHeaders.CONTENT_TYPE))) {
            out.set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        if (http2 && "trailers".equals(in.get(TE)) && (endpoint.speaksHttp2() || GrpcStatus.isAskedFor(from))) {
            // The one value HTTP/2 leaves to it (RFC 9113, 8.2.2); servers of gRPC ask for it.
            out.set(TE, "trailers");
        }
        forwarded(from, in, out);
        HeaderView view = new HeaderView(out);
        HeaderFilters.applyToRequest(ruleFilters, view);
        HeaderFilters.applyToRequest(backendFilters, view);
        endpoint.access().addTo(view);
    }

    /** Everything of the provider's head but framing; what would tell a credential is left out. */
    static void toClient(
            HttpClientResponse from,
            HttpServerResponse to,
            PreparedEndpoint endpoint,
            List<Filter> ruleFilters,
            List<Filter> backendFilters) {
        MultiMap in = from.headers();
        MultiMap out = to.headers();
        boolean cors = CorsDecision.filter(ruleFilters) != null || CorsDecision.filter(backendFilters) != null;
        for (Map.Entry<String, String> header : in) {
            String name = header.getKey();
            if (!HopByHop.isHopByHop(name)
                    && !name.equalsIgnoreCase("content-length")
                    && !DecisionHeader.is(name)
                    && !(cors && CorsDecision.isCors(name))
                    && !endpoint.access().isRevealedBy(header.getValue())) {
                out.add(name, header.getValue());
            }
        }
        removeNamed(in, out);
        HeaderView view = new HeaderView(out);
        HeaderFilters.applyToAnswer(ruleFilters, view);
        HeaderFilters.applyToAnswer(backendFilters, view);
    }

    /** What follows a body, but for what speaks of one hop or would tell a credential. */
    static void trailers(HttpClientResponse from, HttpServerResponse to, PreparedEndpoint endpoint) {
        for (Map.Entry<String, String> trailer : from.trailers()) {
            if (!HopByHop.isHopByHop(trailer.getKey())
                    && !trailer.getKey().equalsIgnoreCase("content-length")
                    && !endpoint.access().isRevealedBy(trailer.getValue())) {
                to.trailers().add(trailer.getKey(), trailer.getValue());
            }
        }
    }

    /** Of a JSON-RPC answer that the gateway puts together itself. */
    static void ofOwnAnswer(EventLoop loop, HttpServerRequest request, Exchange exchange, CompiledBackend backend) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, ErrorAnswers.JSON);
        HeaderView view = new HeaderView(response.headers());
        HeaderFilters.applyToAnswer(exchange.rule().rule().filters(), view);
        HeaderFilters.applyToAnswer(backend.filters(), view);
        sayGoodbyeIfDraining(loop, request);
    }

    /** A gateway that ends wants no more requests on this connection; HTTP/2 says so by itself. */
    static void sayGoodbyeIfDraining(EventLoop loop, HttpServerRequest request) {
        if (loop.draining().get() && request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "application/json", 0, 16);
    }

    /** The engine's filters change headers through this. */
    private record HeaderView(MultiMap headers) implements MutableHeaders {
        @Override
        public void set(String name, String value) {
            headers.set(name, value);
        }

        @Override
        public void add(String name, String value) {
            headers.add(name, value);
        }

        @Override
        public void remove(String name) {
            headers.remove(name);
        }
    }

    static MutableHeaders view(MultiMap headers) {
        return new HeaderView(headers);
    }

    /** Takes out the headers that Connection names; nearly always it names none. */
    private static void removeNamed(MultiMap from, MultiMap to) {
        if (!from.contains(HttpHeaders.CONNECTION)) {
            return;
        }
        for (String value : from.getAll(HttpHeaders.CONNECTION)) {
            for (String name : HopByHop.named(value)) {
                to.remove(name);
            }
        }
    }

    /** As edge proxies do: the list of hops grows, scheme and host are what this edge saw. */
    private static void forwarded(HttpServerRequest from, MultiMap in, MultiMap out) {
        String client = from.connection().remoteAddress().hostAddress();
        String hops = joined(in, X_FORWARDED_FOR);
        if (client != null) {
            out.set(X_FORWARDED_FOR, hops == null ? client : hops + ", " + client);
        }
        out.set(X_FORWARDED_PROTO, from.isSSL() ? "https" : "http");
        String host = Authority.of(from);
        if (!host.isEmpty()) {
            out.set(X_FORWARDED_HOST, host);
        }
        String via = joined(in, VIA);
        if (via == null) {
            out.set(VIA, SLUICE_1_1);
        } else {
            out.set(VIA, via + ", 1.1 sluice");
        }
    }

    /** A list may come in several lines. */
    private static @Nullable String joined(MultiMap headers, CharSequence name) {
        String first = headers.get(name);
        if (first == null) {
            return null;
        }
        List<String> lines = headers.getAll(name);
        return lines.size() == 1 ? first : String.join(", ", lines);
    }

    /** Set anew on every request, answered here, or meant for this gateway alone. */
    private static boolean isOurs(String name, boolean plainAnswer) {
        return switch (name.length()) {
            case 3 -> name.equalsIgnoreCase("via");
            case 4 -> name.equalsIgnoreCase("host");
            case 6 -> name.equalsIgnoreCase("expect");
            case 13 -> name.equalsIgnoreCase("sluice-intent");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 15 ->
                name.equalsIgnoreCase("x-forwarded-for")
                        || DecisionHeader.is(name)
                        || plainAnswer && name.equalsIgnoreCase("accept-encoding");
            case 16 -> name.equalsIgnoreCase("x-forwarded-host");
            case 17 -> name.equalsIgnoreCase("x-forwarded-proto");
            default -> false;
        };
    }
}
