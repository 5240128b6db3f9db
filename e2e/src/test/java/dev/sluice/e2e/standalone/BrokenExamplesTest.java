package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken example beside the good one: the good one keeps serving, the broken one is told what is wrong. */
class BrokenExamplesTest {
    private static QuickstartWorld world;
    private static SluiceProcess sluice;

    @BeforeAll
    static void runTheQuickstart() {
        world = new QuickstartWorld();
        sluice = SluiceProcess.run(world.folder);
    }

    @AfterAll
    static void stop() {
        sluice.close();
        world.close();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("bad-duration", "RoutingPolicy", "d", List.of("spec.timeouts.request", "soon", "10s")),
                Arguments.of(
                        "dangling-provider", "ProviderPool", "y", List.of("spec.members[0].providerRef", "nobody")),
                Arguments.of("impossible-shares", "RoutingPolicy", "z", List.of("minimum", "100 %")),
                Arguments.of(
                        "metadata-endpoint", "Provider", "imds", List.of("spec.endpoints[0].ip.address", "link-local")),
                Arguments.of(
                        "missing-credential",
                        "Provider",
                        "keyless",
                        List.of("spec.credentials[0].secretKeyRef", "nowhere")),
                Arguments.of("missing-target", "RoutingPolicy", "lost", List.of("spec.targetRefs[0]", "absent")),
                Arguments.of("unknown-class", "Provider", "x", List.of("spec.class", "Hyperscaler", "Decentralized")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void goodOneServesWhileBrokenOneIsExplainedUntilItIsMended(
            String file, String kind, String name, List<String> words) throws IOException {
        String broken = QuickstartWorld.read(QuickstartWorld.EXAMPLES.resolve("broken/" + file + ".yaml"));

        world.write(file + ".yaml", broken);

        Await.until(
                kind + "/" + name + " is explained",
                Duration.ofSeconds(60),
                () -> {
                    String said = object(kind, name).toString();
                    return words.stream().allMatch(said::contains);
                },
                () -> object(kind, name));
        assertTrue(object(kind, name).toString().contains("\"False\""), "a condition is False");
        assertEquals(
                200,
                SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber").statusCode());
        assertEquals(200, sluice.get("/readyz").statusCode(), "still ready");

        world.delete(file + ".yaml");

        Await.until("its status is gone", Duration.ofSeconds(60), () -> object(kind, name)
                .isMissingNode());
        assertEquals(
                200,
                SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber").statusCode());
    }

    @Test
    void halfWrittenFileChangesNothingAndIsLoggedOnce() throws IOException {
        world.write("quickstart.yaml", world.quickstart().substring(0, 900) + "\n  : [");

        Await.until(
                "the syntax error is shown",
                Duration.ofSeconds(60),
                () -> sluice.status().path("problems").toString().contains("quickstart.yaml"),
                sluice::status);
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    200,
                    SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber")
                            .statusCode());
        }
        world.write("quickstart.yaml", world.quickstart());
        Await.until(
                "the status is clear again",
                Duration.ofSeconds(60),
                () -> sluice.status().path("problems").isEmpty(),
                sluice::status);
        Await.until(
                "the mending is logged",
                Duration.ofSeconds(60),
                () -> logged("problem cleared").equals(1L),
                sluice::log);
        assertEquals(1L, logged("problem found"), () -> "logged once, not at every look: " + sluice.log());
    }

    /** Lines of the log about the syntax of the quickstart's file. */
    private static Long logged(String event) {
        return sluice.log()
                .lines()
                .filter(line -> line.contains(event) && line.contains("quickstart.yaml"))
                .count();
    }

    private static JsonNode object(String kind, String name) {
        return StreamSupport.stream(sluice.status().path("objects").spliterator(), false)
                .filter(o -> o.path("kind").asText().equals(kind)
                        && o.path("name").asText().equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
