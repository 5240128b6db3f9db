package dev.sluice.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.simulation.http.RequiredCredential;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.http.SimulatedProviderOptions;
import dev.sluice.simulation.model.Impairment;
import dev.sluice.standalone.admin.HostPort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice run} from manifests to answers, over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandaloneTest {
    private static final String SECRET = "key-nobody-may-see";

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedProvider dear = SimulatedProvider.start(vertx, SimulatedProviderOptions.named("dear"));
    private final SimulatedProvider cheap = SimulatedProvider.start(
            vertx,
            SimulatedProviderOptions.named("cheap")
                    .withCredential(new RequiredCredential.InHeader("X-Api-Key", SECRET)));

    @TempDir
    private Path folder;

    private Manifests manifests;
    private Client client;
    private Standalone standalone;

    @BeforeAll
    void warm() {
        assertTrue(dear.port() > 0);
    }

    @BeforeEach
    void start() throws IOException {
        manifests = new Manifests(folder, freePort());
        manifests.write("gateway.yaml", manifests.gateway());
        manifests.write("route.yaml", manifests.route("/eth"));
        manifests.write("providers.yaml", manifests.pool(dear.port(), cheap.port(), SECRET));
        manifests.write("policy.yaml", manifests.policy("Balanced"));
        standalone = Standalone.start(options());
        client = new Client(manifests.gatewayPort(), standalone.admin());
    }

    @AfterEach
    void stop() {
        dear.clearFault();
        standalone.close();
    }

    @AfterAll
    void stopProviders() {
        dear.close();
        cheap.close();
        vertx.close();
    }

    @Test
    void servesTheFolderAndSaysSo() throws Exception {
        assertEquals(200, client.call("/eth").statusCode());
        assertEquals(200, client.admin("readyz").statusCode());
        assertEquals(200, client.admin("healthz").statusCode());
        assertTrue(client.admin("metrics").body().contains("gateway=\"default/edge\""));
        assertTrue(client.admin("").body().contains("<title>Sluice</title>"));

        JsonNode status = client.json("api/v1/status");
        assertEquals(0, status.get("problems").size());
        assertEquals("True", condition(status, "Provider", "cheap", "Ready"));
        assertEquals(
                manifests.gatewayPort(),
                status.at("/gateways/0/listeners/0/boundPort").asInt());
    }

    @Test
    void planSaysShareHealthInputsReasonAndRevisionOfEachProvider() throws Exception {
        Await.that(
                "a plan is in force",
                () -> client.json("api/v1/plan").at("/gateways/0/planRevision").asLong() > 0);

        JsonNode policy = client.json("api/v1/plan").at("/gateways/0/policies/0");
        assertEquals("default/chain", policy.get("policy").asText());
        JsonNode providers = policy.at("/pools/0/classes/0/providers");
        assertEquals(List.of("default/dear", "default/cheap"), providers.findValuesAsText("provider"));
        for (JsonNode provider : providers) {
            for (String field : List.of("share", "target", "declared", "health", "reason", "inputs", "price")) {
                assertTrue(provider.has(field), field);
            }
            assertFalse(provider.get("reason").asText().isEmpty());
        }
        assertEquals(
                1.0,
                providers.findValues("share").stream()
                        .mapToDouble(JsonNode::asDouble)
                        .sum(),
                1e-9);
        assertTrue(policy.get("revision").asLong() > 0);
    }

    @Test
    void aChangedFileServesTheNewRuleAndOnlyThenRaisesTheRevision() throws Exception {
        long before = revision();
        assertEquals(404, client.call("/v2").statusCode());

        manifests.write("route.yaml", manifests.route("/v2"));

        Await.that("the new path is served", () -> client.call("/v2").statusCode() == 200);
        assertEquals(404, client.call("/eth").statusCode());
        assertEquals(before + 1, revision());

        manifests.write("notes.yaml", "# nothing that serves\n");
        Files.delete(folder.resolve("notes.yaml"));
        manifests.write("route.yaml", "# a comment changes nothing\n" + manifests.route("/v2"));
        manifests.write("policy.yaml", manifests.policy("Cheapest"));
        Await.that(
                "the policy is served",
                () -> client.json("api/v1/plan").toString().contains("Cheapest"));
        assertEquals(before + 2, revision());
    }

    @Test
    void aBrokenFileKeepsServingShowsWhereAndClearsWhenMended() throws Exception {
        String good = manifests.route("/eth");
        manifests.write("route.yaml", good.replace("PathPrefix, value: /eth", "Prefix, value: /other"));

        Await.that(
                "the mistake is shown", () -> problemsOf("HTTPRoute", "chain").size() > 0);
        JsonNode problem = problemsOf("HTTPRoute", "chain").get(0);
        assertTrue(problem.get("file").asText().endsWith("route.yaml"), problem.toString());
        assertTrue(problem.get("line").asInt() > 1, problem.toString());
        assertEquals("spec.rules[0].matches[0].path.type", problem.get("path").asText());
        assertEquals(200, client.call("/eth").statusCode());
        assertEquals(200, client.admin("readyz").statusCode());

        manifests.write("route.yaml", good);
        Await.that("the mistake is gone", () -> problemsOf("HTTPRoute", "chain").isEmpty());
        assertEquals(200, client.call("/eth").statusCode());
    }

    @Test
    void aFileThatIsNoYamlTakesNothingAway() throws Exception {
        manifests.write("providers.yaml", "apiVersion: [");

        Await.that(
                "the file is named",
                () -> client.json("api/v1/status").get("problems").toString().contains("providers.yaml"));
        assertEquals(200, client.call("/eth").statusCode());
    }

    @Test
    void trafficLeavesAProviderThatFailsWithoutAClientNoticing() throws Exception {
        Await.that("traffic is measured", () -> {
            client.call("/eth");
            return share("default/dear") > 0.3;
        });
        dear.setFault(Impairment.errors(1_000_000, 503));

        List<Integer> statuses = new ArrayList<>();
        Await.that("the plan moves", () -> {
            statuses.add(client.call("/eth").statusCode());
            return share("default/dear") < 0.2;
        });

        assertEquals(List.of(200), statuses.stream().distinct().toList());
        assertTrue(
                client.json("api/v1/history").get("moves").toString().contains("default/dear"), "the history says so");
        assertTrue(client.json("api/v1/history").get("samples").size() > 0);
    }

    @Test
    void secretsAreNowhereToBeSeen() throws Exception {
        Await.that("the provider with the key is asked", () -> {
            client.call("/eth");
            return cheap.served().requests() > 0;
        });
        for (String path : List.of("", "metrics", "api/v1/plan", "api/v1/status", "api/v1/history", "readyz")) {
            assertFalse(client.admin(path).body().contains(SECRET), path);
        }
    }

    @Test
    void aTakenAdminPortStopsTheStartAndLeavesNothingBehind() throws Exception {
        standalone.close();
        try (ServerSocket taken = new ServerSocket(0)) {
            HostPort admin = new HostPort("127.0.0.1", taken.getLocalPort());

            IOException refusal = assertThrows(
                    IOException.class, () -> Standalone.start(options().withAdmin(admin)));

            assertTrue(refusal.getMessage().contains("--admin"), refusal.getMessage());
        }
        try (ServerSocket free = new ServerSocket(manifests.gatewayPort())) {
            assertTrue(free.isBound(), "the gateway's port is free again");
        }
        standalone = Standalone.start(options());
    }

    @Test
    void aTakenListenerPortStopsTheStartWithWords() throws Exception {
        standalone.close();
        try (ServerSocket taken = new ServerSocket(manifests.gatewayPort())) {
            IOException refusal = assertThrows(IOException.class, () -> Standalone.start(options()));

            assertTrue(refusal.getMessage().contains(Integer.toString(taken.getLocalPort())), refusal.getMessage());
        }
        standalone = Standalone.start(options());
    }

    @Test
    void anEmptyFolderIsNotReadyUntilAGatewayComes(@TempDir Path empty) throws Exception {
        standalone.close();
        standalone = Standalone.start(
                StandaloneOptions.of(empty).withBindAddress("127.0.0.1").withAdmin(new HostPort("127.0.0.1", 0)));
        client = new Client(manifests.gatewayPort(), standalone.admin());
        assertEquals(503, client.admin("readyz").statusCode());
        assertTrue(client.admin("readyz").body().contains("no Gateway"));

        Manifests later = new Manifests(empty, manifests.gatewayPort());
        later.write(
                "all.yaml",
                String.join(
                        "---\n", later.gateway(), later.route("/eth"), later.pool(dear.port(), cheap.port(), SECRET)));

        Await.that("it is ready", () -> client.admin("readyz").statusCode() == 200);
        assertEquals(200, client.call("/eth").statusCode());
    }

    private StandaloneOptions options() {
        return StandaloneOptions.of(folder).withBindAddress("127.0.0.1").withAdmin(new HostPort("127.0.0.1", 0));
    }

    private long revision() throws Exception {
        return client.json("api/v1/status").at("/gateways/0/revision").asLong();
    }

    private double share(String provider) throws Exception {
        for (JsonNode entry : client.json("api/v1/plan").at("/gateways/0/policies/0/pools/0/classes/0/providers")) {
            if (entry.get("provider").asText().equals(provider)) {
                return entry.get("share").asDouble();
            }
        }
        return -1;
    }

    private JsonNode object(JsonNode status, String kind, String name) {
        for (JsonNode object : status.get("objects")) {
            if (object.get("kind").asText().equals(kind)
                    && object.get("name").asText().equals(name)) {
                return object;
            }
        }
        throw new AssertionError(kind + "/" + name + " is not in " + status);
    }

    private JsonNode problemsOf(String kind, String name) throws Exception {
        return object(client.json("api/v1/status"), kind, name).get("problems");
    }

    private String condition(JsonNode status, String kind, String name, String type) {
        for (JsonNode condition : object(status, kind, name).get("conditions")) {
            if (condition.get("type").asText().equals(type)) {
                return condition.get("status").asText();
            }
        }
        return "absent";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
