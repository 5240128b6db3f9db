package dev.sluice.operator.price;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a Prometheus for one value. Only the server that the operator was installed with is asked, so a query cannot reach elsewhere;
 * redirects are not followed, and what is read and waited for is bounded.
 */
public final class PrometheusQuery implements PriceSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 64 * 1024;

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    /** @param server e.g. {@code http://prometheus.monitoring:9090} */
    public PrometheusQuery(URI server) {
        this.server = server;
    }

    @Override
    public double ask(String query) throws IOException, InterruptedException {
        String base = server.toString().replaceAll("/+$", "");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<byte[]> answer = client.send(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        if (answer.statusCode() != 200) {
            throw new IOException("Prometheus answers " + answer.statusCode());
        }
        return value(json.readTree(answer.body()));
    }

    /** A scalar, or a vector of one sample. */
    static double value(JsonNode answer) throws IOException {
        JsonNode result = answer.path("data").path("result");
        String type = answer.path("data").path("resultType").asText();
        if (type.equals("vector") && result.size() != 1) {
            throw new IOException("the query has " + result.size() + " results; expected one");
        }
        JsonNode sample = type.equals("vector") ? result.path(0).path("value") : result;
        if (!type.equals("vector") && !type.equals("scalar")) {
            throw new IOException("the query gives a " + (type.isEmpty() ? "thing without a type" : type)
                    + "; expected a scalar or a vector");
        }
        try {
            return Double.parseDouble(sample.path(1).asText());
        } catch (NumberFormatException e) {
            throw new IOException("the query gives no number", e);
        }
    }
}
