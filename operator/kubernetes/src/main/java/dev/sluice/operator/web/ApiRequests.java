package dev.sluice.operator.web;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Locale;

/** Counts the client's requests by verb, as RBAC and the API server's own metrics name them. */
public final class ApiRequests implements Interceptor {
    public static final String NAME = "SLUICE_COUNT";

    private final OperatorMetrics metrics;

    public ApiRequests(OperatorMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        metrics.requested(verb(request.method(), request.uri()));
    }

    static String verb(String method, URI uri) {
        return switch (method.toUpperCase(Locale.ROOT)) {
            case "GET" -> read(uri);
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "other";
        };
    }

    private static String read(URI uri) {
        String query = uri.getQuery();
        if (query != null && query.contains("watch=true")) {
            return "watch";
        }
        String[] path = uri.getPath().split("/", -1);
        // "", "api", version, … or "", "apis", group, version, …
        int at = path.length > 1 && path[1].equals("api") ? 3 : 4;
        if (path.length > at + 2 && path[at].equals("namespaces")) {
            at += 2;
        }
        return path.length == at + 1 ? "list" : "get";
    }
}
