package dev.sluice.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.score.Place;
import dev.sluice.server.options.Telemetry;
import dev.sluice.server.options.TransportKind;
import dev.sluice.simulation.http.SimulatedProvider;
import dev.sluice.simulation.http.SimulatedProviderOptions;
import dev.sluice.standalone.admin.HostPort;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of manifests that asks clients for keys: who has one calls, rotation and mistakes hold without a restart. */
class ClientKeysTest {
    private static final String FIRST = "first-key-nobody-may-see";
    private static final String SECOND = "second-key-nobody-may-see";

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedProvider dear = SimulatedProvider.start(vertx, SimulatedProviderOptions.named("dear"));
    private final SimulatedProvider cheap = SimulatedProvider.start(vertx, SimulatedProviderOptions.named("cheap"));
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Manifests manifests;
    private Client client;
    private Standalone standalone;

    @BeforeEach
    void start() throws IOException {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (ServerSocket free = new ServerSocket(0)) {
            manifests = new Manifests(folder, free.getLocalPort());
        }
        manifests.write("gateway.yaml", manifests.gateway());
        manifests.write("route.yaml", manifests.route("/eth"));
        manifests.write("providers.yaml", manifests.pool(dear.port(), cheap.port(), "unused"));
        manifests.write("policy.yaml", guarded());
        manifests.write("keys.yaml", keys(FIRST));
        standalone = Standalone.start(new StandaloneOptions(
                folder,
                "127.0.0.1",
                new HostPort("127.0.0.1", 0),
                2,
                TransportKind.EPOLL,
                true,
                Place.UNKNOWN,
                Telemetry.DEFAULT,
                false));
        client = new Client(manifests.gatewayPort(), standalone.admin());
    }

    @AfterEach
    void stop() {
        standalone.close();
        dear.close();
        cheap.close();
        vertx.close();
        System.setOut(console);
    }

    @Test
    void aKeyIsNeededAndRotatesWithTheFile() throws Exception {
        assertEquals(401, client.call("/eth").statusCode());
        assertEquals(401, call(SECOND));
        assertEquals(200, call(FIRST));

        manifests.write("keys.yaml", keys(SECOND));

        Await.that("the new key holds", () -> call(SECOND) == 200);
        assertEquals(401, call(FIRST));
        assertEquals("True", condition("Ready"));
        nothingTells();
    }

    @Test
    void withoutItsSecretNobodyIsLetInAndThePolicySaysWhy() throws Exception {
        Files.delete(folder.resolve("keys.yaml"));

        Await.that("nobody is let in", () -> call(FIRST) == 503);
        assertEquals(503, client.call("/eth").statusCode());
        assertEquals("False", condition("ResolvedRefs"));
        assertTrue(
                policy().get("problems").toString().contains("spec.clients.authentication.apiKey.secretRef"),
                policy().toString());

        manifests.write("keys.yaml", keys(FIRST));
        Await.that("they are back", () -> call(FIRST) == 200);
        nothingTells();
    }

    private void nothingTells() throws Exception {
        // Lines are written by a thread of their own.
        Await.that("the access log names the client", () -> said.toString(StandardCharsets.UTF_8)
                .contains("\"client\":\"wallet\""));
        StringBuilder all = new StringBuilder(said.toString(StandardCharsets.UTF_8));
        for (String path : new String[] {"", "metrics", "api/v1/plan", "api/v1/status", "api/v1/history"}) {
            all.append(client.admin(path).body());
        }
        assertFalse(all.toString().contains("nobody-may-see"), all::toString);
    }

    private int call(String key) throws Exception {
        return client.call("/eth", "X-Api-Key", key).statusCode();
    }

    private String condition(String type) throws Exception {
        for (JsonNode condition : policy().get("conditions")) {
            if (condition.get("type").asText().equals(type)) {
                return condition.get("status").asText();
            }
        }
        return "";
    }

    private JsonNode policy() throws Exception {
        for (JsonNode object : client.json("api/v1/status").get("objects")) {
            if (object.get("kind").asText().equals("RoutingPolicy")) {
                return object;
            }
        }
        throw new AssertionError("no policy");
    }

    private String guarded() {
        return manifests.policy("Balanced")
                + "  clients: {authentication: {apiKey: {header: X-Api-Key, secretRef: {name: wallets}}}}\n";
    }

    private static String keys(String key) {
        return "apiVersion: v1\nkind: Secret\nmetadata: {name: wallets}\nstringData: {wallet: " + key + "}\n";
    }
}
