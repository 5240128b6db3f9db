package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The quickstart with a policy that keeps answers, and batches through its request classes. */
class KeptAnswersTest {
    private static final String CACHE = """
            apiVersion: sluice.dev/v1alpha1
            kind: RoutingPolicy
            metadata: {name: cache}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: ethereum}]
              cache: {methods: [eth_chainId], maxAge: 10m}
            """;

    @Test
    void aPolicyTurnsKeepingOnAndOffWhileItRuns() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.run(world.folder)) {
            call(world);
            assertEquals(0, hits(sluice), "nobody asked for it");

            world.write("cache.yaml", CACHE);
            Await.until(
                    "answers are kept", Duration.ofSeconds(60), () -> callAndCount(world, sluice) > 0, sluice::status);
            long before = hits(sluice);
            for (int i = 0; i < 50; i++) {
                call(world);
            }
            assertEquals(before + 50, hits(sluice));
            assertTrue(answers(sluice) >= before + 50, "they are counted as requests");

            world.delete("cache.yaml");
            Await.until(
                    "answers are not kept any more",
                    Duration.ofSeconds(60),
                    () -> callAndCount(world, sluice) == callAndCount(world, sluice),
                    sluice::status);
        }
    }

    @Test
    void aBatchIsTakenApartByTheClassesOfItsPolicy() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.run(world.folder)) {
            HttpResponse<String> answer = post(
                    world,
                    "[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"eth_chainId\",\"params\":[]},"
                            + "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"eth_getLogs\",\"params\":[{}]},"
                            + "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"admin_peers\",\"params\":[]},"
                            + "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"eth_blockNumber\",\"params\":[]}]");

            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode all = new ObjectMapper().readTree(answer.body());
            assertEquals("[\"a\", 7, 8, 7]", all.findValues("id").toString());
            assertTrue(all.get(0).path("result").asText().startsWith("0x"), answer.body());
            assertEquals(-32601, all.get(2).path("error").path("code").asInt(), answer.body());
            assertTrue(all.get(3).path("result").asText().startsWith("0x"), answer.body());
            String metrics = sluice.get("/metrics").body();
            assertEquals(1, sum(metrics, "sluice_class_requests_total", "class=\"history\""));
            assertEquals(1, sum(metrics, "sluice_class_requests_total", "class=\"default\""));
        }
    }

    private static long callAndCount(QuickstartWorld world, SluiceProcess sluice) {
        try {
            call(world);
            return hits(sluice);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void call(QuickstartWorld world) throws IOException {
        assertEquals(
                200,
                SluiceProcess.call(world.gatewayPort, "/eth", "eth_chainId").statusCode());
    }

    private static HttpResponse<String> post(QuickstartWorld world, String body) throws IOException {
        return SluiceProcess.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.gatewayPort + "/eth"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static long hits(SluiceProcess sluice) throws IOException {
        return sum(sluice.get("/metrics").body(), "sluice_cache_hits_total", "");
    }

    private static long answers(SluiceProcess sluice) throws IOException {
        return sum(sluice.get("/metrics").body(), "sluice_answers_total", "status=\"2xx\"");
    }

    private static long sum(String metrics, String name, String label) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
