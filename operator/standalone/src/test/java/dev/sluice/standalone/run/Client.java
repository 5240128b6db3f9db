package dev.sluice.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.admin.HostPort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a run: calls through its gateway, and its admin endpoint. */
final class Client {
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final int gatewayPort;
    private final HostPort admin;

    Client(int gatewayPort, HostPort admin) {
        this.gatewayPort = gatewayPort;
        this.admin = admin;
    }

    /** @param headers names and values in turn */
    HttpResponse<String> call(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(CALL)));
    }

    HttpResponse<String> admin(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(admin.url() + path)));
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = admin(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return mapper.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(15)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
