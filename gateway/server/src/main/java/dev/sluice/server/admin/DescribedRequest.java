package dev.sluice.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.engine.http.RequestPath;
import dev.sluice.engine.match.RequestView;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody sent, as the query of {@code /api/v1/explain} describes it. Every parameter may be left out:
 *
 * <pre>
 * call     a JSON-RPC method: a POST of a call of it without parameters
 * body     of the request; makes it a POST
 * method   POST with a call or a body, else GET
 * host     the Host header, without port
 * port     of the listener, as clients are told; the first listener's
 * path     with its query; /
 * header   name: value; may be given several times
 * source   the client's address
 * </pre>
 *
 * @param listenerPort null for the first listener
 */
public record DescribedRequest(
        String method,
        String host,
        @Nullable Integer listenerPort,
        String path,
        String source,
        Map<String, String> headers,
        Map<String, String> parameters,
        byte @Nullable [] body)
        implements RequestView {
    private static final Set<String> KNOWN =
            Set.of("call", "body", "method", "host", "port", "path", "source", "header", "gateway");
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /**
     * @param rawQuery as in a URI; null for none
     * @throws IllegalArgumentException with what is wrong and what is expected
     */
    public static DescribedRequest of(@Nullable String rawQuery) {
        Map<String, String> given = new HashMap<>();
        Map<String, String> headers = new HashMap<>();
        for (String pair : pairs(rawQuery)) {
            String name = decoded(pair, true);
            String value = decoded(pair, false);
            if (name.equals("header")) {
                header(value, headers);
            } else if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        name + ": is not known; call, body, method, host, port, path, header and source are");
            } else if (given.put(name, value) != null) {
                throw new IllegalArgumentException(name + ": is given twice; only header may be");
            }
        }
        byte[] body = body(given.get("call"), given.get("body"));
        String target = given.getOrDefault("path", "/");
        int query = target.indexOf('?');
        String path = RequestPath.normalize(query < 0 ? target : target.substring(0, query));
        if (path == null) {
            throw new IllegalArgumentException(
                    "path: " + target + " is not a path; one that starts with / is expected");
        }
        return new DescribedRequest(
                given.getOrDefault("method", body == null ? "GET" : "POST").toUpperCase(Locale.ROOT),
                given.getOrDefault("host", "").toLowerCase(Locale.ROOT),
                port(given.get("port")),
                path,
                given.getOrDefault("source", ""),
                headers,
                parameters(query < 0 ? null : target.substring(query + 1)),
                body);
    }

    /**
     * The port the described request would come in on.
     *
     * @throws IllegalArgumentException when no listener has the port it names
     */
    public int bindPort(List<Listener> listeners) {
        return listeners.stream()
                .filter(each -> listenerPort == null || each.port() == listenerPort)
                .mapToInt(Listener::bindPort)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("port: no listener has " + listenerPort + "; one of "
                        + listeners.stream().map(Listener::port).distinct().toList() + " is expected"));
    }

    @Override
    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    @Override
    public @Nullable String query(String name) {
        return parameters.get(name);
    }

    private static byte @Nullable [] body(@Nullable String call, @Nullable String body) {
        if (call != null && body != null) {
            throw new IllegalArgumentException("body: goes not with call; one of both is expected");
        }
        if (call == null) {
            return body == null ? null : body.getBytes(UTF_8);
        }
        if (!call.matches("[A-Za-z0-9_.]+")) {
            throw new IllegalArgumentException("call: " + call + " is not a JSON-RPC method; use body for other calls");
        }
        return ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + call + "\",\"params\":[]}").getBytes(UTF_8);
    }

    private static @Nullable Integer port(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("port: " + text + " is not a number; a listener's port is expected", e);
        }
    }

    /** The first line of a name is what the gateway decides by. */
    private static void header(String line, Map<String, String> headers) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        if (!name.matches(TOKEN)) {
            throw new IllegalArgumentException("header: " + name + " is not a header's name; name: value is expected");
        }
        headers.putIfAbsent(
                name.toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : pairs(query)) {
            parameters.putIfAbsent(decoded(pair, true), decoded(pair, false));
        }
        return parameters;
    }

    private static List<String> pairs(@Nullable String query) {
        return query == null
                ? List.of()
                : List.of(query.split("&")).stream()
                        .filter(pair -> !pair.isEmpty())
                        .toList();
    }

    private static String decoded(String pair, boolean name) {
        int equals = pair.indexOf('=');
        String part = name ? pair.substring(0, equals < 0 ? pair.length() : equals) : pair.substring(equals + 1);
        return !name && equals < 0 ? "" : URLDecoder.decode(part, UTF_8);
    }
}
