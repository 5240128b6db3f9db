package dev.sluice.engine;

import dev.sluice.engine.match.RequestView;
import java.util.Map;

/** A request's head by its parts. */
public record FakeRequest(
        String method,
        String host,
        String path,
        String source,
        Map<String, String> headers,
        Map<String, String> parameters)
        implements RequestView {

    public FakeRequest(
            String method, String host, String path, Map<String, String> headers, Map<String, String> parameters) {
        this(method, host, path, "", headers, parameters);
    }

    public static FakeRequest get(String host, String path) {
        return new FakeRequest("GET", host, path, Map.of(), Map.of());
    }

    public static FakeRequest post(String path) {
        return new FakeRequest("POST", "localhost", path, Map.of(), Map.of());
    }

    public FakeRequest withMethod(String other) {
        return new FakeRequest(other, host, path, source, headers, parameters);
    }

    public FakeRequest withHeaders(Map<String, String> others) {
        return new FakeRequest(method, host, path, source, others, parameters);
    }

    public FakeRequest withQuery(Map<String, String> others) {
        return new FakeRequest(method, host, path, source, headers, others);
    }

    public FakeRequest from(String address) {
        return new FakeRequest(method, host, path, address, headers, parameters);
    }

    @Override
    public String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    @Override
    public String query(String name) {
        return parameters.get(name);
    }
}
