package dev.sluice.operator.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the leading replica. A request goes over one replica at most, so that two which take each other for the leader answer
 * that they do not know. Blocks the thread that asks.
 */
@Singleton
final class LeaderPage {
    private static final String FORWARDED = "X-Sluice-Forwarded";
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    HttpResponse<byte[]> answer(Optional<URI> leader, HttpRequest<?> request) {
        if (leader.isEmpty() || request.getHeaders().contains(FORWARDED)) {
            return unavailable("No replica leads yet; try again in a few seconds. Leaders change within 15 s: "
                    + "kubectl get lease names the holder.\n");
        }
        try {
            java.net.http.HttpResponse<byte[]> answer = client.send(
                    java.net.http.HttpRequest.newBuilder(
                                    leader.get().resolve(request.getUri().toString()))
                            .header(FORWARDED, "1")
                            .timeout(ANSWER)
                            .build(),
                    BodyHandlers.ofByteArray());
            return HttpResponse.<byte[]>status(answer.statusCode(), "")
                    .header(
                            "Content-Type",
                            answer.headers().firstValue("Content-Type").orElse(MediaType.TEXT_PLAIN))
                    .body(answer.body());
        } catch (IOException e) {
            return unavailable(
                    "The leading replica at " + leader.get() + " did not answer (" + e
                            + "); try again, or see its log and that NetworkPolicies let replicas reach each other on this port.\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("This replica is stopping.\n");
        }
    }

    private static HttpResponse<byte[]> unavailable(String text) {
        return HttpResponse.<byte[]>status(HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .header("Retry-After", "2")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
