package dev.sluice.engine;

import dev.sluice.engine.match.RequestView;
import java.util.Map;

/** A request's head by its parts. */
public record FakeRequest(
        String method, String host, String path, Map<String, String> headers, Map<String, String> parameters)
        implements RequestView {

    public static FakeRequest get(String host, String path) {
        return new FakeRequest("GET", host, path, Map.of(), Map.of());
    }

    public static FakeRequest post(String path) {
        return new FakeRequest("POST", "localhost", path, Map.of(), Map.of());
    }

    public FakeRequest withMethod(String other) {
        return new FakeRequest(other, host, path, headers, parameters);
    }

    public FakeRequest withHeaders(Map<String, String> others) {
        return new FakeRequest(method, host, path, others, parameters);
    }

    public FakeRequest withQuery(Map<String, String> others) {
        return new FakeRequest(method, host, path, headers, others);
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
