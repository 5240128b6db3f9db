package dev.sluice.standalone.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.contract.explain.Explanation;
import dev.sluice.control.view.History;
import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Move;
import dev.sluice.control.view.PlanView;
import dev.sluice.control.view.Sample;
import dev.sluice.control.view.Screen;
import dev.sluice.control.view.StatusView;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminServerTest {
    private final FakeSource source = new FakeSource();
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeAll
    void start() throws IOException {
        server = AdminServer.start(new HostPort("127.0.0.1", 0), source);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void healthIsTheProcessAndReadinessIsWhatServes() throws Exception {
        source.ready("Gateway default/edge did not take the newest configuration");
        assertEquals(200, get("healthz").statusCode());
        HttpResponse<String> notReady = get("readyz");
        assertEquals(503, notReady.statusCode());
        assertEquals("not ready: Gateway default/edge did not take the newest configuration\n", notReady.body());

        source.ready("");
        assertEquals(200, get("readyz").statusCode());
    }

    @Test
    void planIsJsonInTheDocumentedShape() throws Exception {
        JsonNode provider = json("api/v1/plan").at("/gateways/0/policies/0/pools/0/classes/0/providers/0");

        assertEquals("default/aws-us-east-1", provider.get("provider").asText());
        assertEquals("Hyperscaler", provider.get("class").asText());
        assertEquals(0.42, provider.get("share").asDouble());
        assertEquals("Unhealthy", provider.get("health").asText());
        assertEquals(0.4, provider.at("/inputs/errorRate").asDouble());
        assertTrue(provider.at("/inputs/p50Millis").isNull(), "nothing measured is null, not zero");
        assertEquals(
                "default",
                json("api/v1/plan")
                        .at("/gateways/0/policies/0/pools/0/classes/0/class")
                        .asText());
        assertEquals(
                41, json("api/v1/plan").at("/gateways/0/policies/0/revision").asLong());
    }

    @Test
    void historyLeavesOutWhatTheReaderHas() throws Exception {
        assertEquals(2, json("api/v1/history").get("samples").size());
        JsonNode newer = json("api/v1/history?since=1000");
        assertEquals(1, newer.get("samples").size());
        assertEquals(2000, newer.at("/samples/0/atMillis").asLong());
        assertEquals(1, newer.get("moves").size());
        assertEquals(400, get("api/v1/history?since=yesterday").statusCode());
    }

    @Test
    void pageNeedsNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("");

        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("content-type").orElse(""));
        assertTrue(
                page.headers().firstValue("content-security-policy").orElse("").contains("default-src 'none'"));
        String withoutNamespaces = page.body().replace("http://www.w3.org/2000/svg", "");
        assertFalse(withoutNamespaces.contains("http://") || withoutNamespaces.contains("https://"));
    }

    @Test
    void onlyReadsAreTaken() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(uri("api/v1/plan"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(
                405, client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode());
        assertEquals(404, get("nothing").statusCode());
        assertEquals("figure 1\n", get("metrics").body());
    }

    @Test
    void aTakenPortIsSaidInWordsThatHelp() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            HostPort wanted = new HostPort("127.0.0.1", taken.getLocalPort());

            IOException refusal = assertThrows(IOException.class, () -> AdminServer.start(wanted, source));

            assertTrue(refusal.getMessage().contains(wanted.toString()), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("--admin HOST:PORT"), refusal.getMessage());
        }
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(server.at().url() + path);
    }

    private static final class FakeSource implements AdminSource {
        private final History history = new History();
        private volatile String reason = "";

        FakeSource() {
            history.add(new Sample(1000, List.of()));
            history.add(new Sample(2000, List.of()));
            history.add(
                    new Move(1500, "default/edge", "p", "pool", "default", "default/aws-us-east-1", 0.5, 0.42, "why"));
        }

        void ready(String why) {
            reason = why;
        }

        @Override
        public Screen screen() {
            PlanView.ProviderPlan provider = new PlanView.ProviderPlan(
                    "default/aws-us-east-1",
                    "Hyperscaler",
                    "acme-nodes",
                    "us-east-1",
                    0.42,
                    0.1,
                    0.5,
                    "Unhealthy",
                    "40 % errors",
                    new PlanView.Inputs(null, 240.5, 0.4, 88.2, 3.1),
                    new PlanView.Price(14, "USD"));
            PlanView plan = new PlanView(
                    2000,
                    List.of(new PlanView.GatewayPlan(
                            "default/edge",
                            1,
                            3,
                            41,
                            List.of(new PlanView.PolicyPlan(
                                    "default/ethereum",
                                    "Balanced",
                                    "Enforce",
                                    41,
                                    List.of(new PlanView.PoolPlan(
                                            "default/ethereum",
                                            List.of(new PlanView.ClassPlan("default", false, List.of(provider))))))),
                            List.of())));
            StatusView status = new StatusView(2000, reason.isEmpty(), reason, List.of(), List.of(), List.of());
            return new Screen(plan, status, new Sample(2000, List.of()));
        }

        @Override
        public byte[] recording() {
            return new byte[] {31};
        }

        @Override
        public HistoryView history(long sinceMillis) {
            return history.since(sinceMillis);
        }

        @Override
        public Future<Explanation> explain(String gateway, String rawQuery) {
            return Future.failedFuture(new IllegalArgumentException("gateway: none runs"));
        }

        @Override
        public Future<String> metrics() {
            return Future.succeededFuture("figure 1\n");
        }
    }
}
