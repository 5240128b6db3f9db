package dev.sluice.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.score.Place;
import dev.sluice.server.options.Telemetry;
import dev.sluice.server.options.TransportKind;
import dev.sluice.standalone.SluiceMain;
import dev.sluice.standalone.admin.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code sluice explain} against a running gateway, whose providers are never asked. */
class ExplainCommandTest {
    private static final String SECRET = "key-nobody-may-see";

    @TempDir
    private Path folder;

    private Manifests manifests;
    private Standalone standalone;

    private record Told(int code, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        manifests = new Manifests(folder, freePort());
        manifests.write("gateway.yaml", manifests.gateway());
        manifests.write("route.yaml", manifests.route("/eth"));
        manifests.write("providers.yaml", manifests.pool(freePort(), freePort(), SECRET));
        manifests.write("policy.yaml", manifests.policy("Balanced"));
        standalone = Standalone.start(new StandaloneOptions(
                folder,
                "127.0.0.1",
                new HostPort("127.0.0.1", 0),
                1,
                TransportKind.EPOLL,
                false,
                Place.UNKNOWN,
                Telemetry.DEFAULT,
                false));
    }

    @AfterEach
    void stop() {
        standalone.close();
    }

    private Told explain(String... words) {
        return run(
                Stream.concat(Stream.of("explain", "--from", standalone.admin().url()), Arrays.stream(words))
                        .toArray(String[]::new));
    }

    private static Told run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                SluiceMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(words);
        return new Told(code, out.toString(), err.toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void printsRoutePolicyClassCandidatesAndWhoIsNext() {
        Told told = explain("/eth", "--call", "eth_getLogs");
        assertEquals(0, told.code(), told.err());
        for (String word : new String[] {
            "POST *:" + manifests.gatewayPort() + "/eth eth_getLogs",
            "Route default/chain",
            "Pool default/chain, policy default/chain",
            "Class default",
            "default/dear",
            "default/cheap",
            "Next: default/"
        }) {
            assertTrue(told.out().contains(word), word + " in\n" + told.out());
        }
        assertFalse(told.out().contains(SECRET), told.out());
    }

    @Test
    void jsonIsTheGatewaysOwnAnswer() throws Exception {
        Told told = explain("/eth?a=b", "--call", "eth_call", "--json", "--gateway", "default/edge");
        JsonNode read = new ObjectMapper().readTree(told.out());
        assertEquals("Picked", read.get("outcome").asText());
        assertEquals(2, read.at("/choice/candidates").size());
        assertEquals("/eth", read.at("/request/path").asText());
        assertFalse(told.out().contains(SECRET), told.out());
    }

    @Test
    void whatTheGatewayWouldAnswerItselfIsAFailureWithItsReason() {
        Told nowhere = explain("/elsewhere");
        assertEquals(1, nowhere.code());
        assertTrue(nowhere.out().contains("NoRoute: no route matches; answered 404"), nowhere.out());
        Told forbidden = explain("/eth", "--call", "admin_peers");
        assertEquals(1, forbidden.code());
        assertTrue(forbidden.out().contains("Forbidden"), forbidden.out());
    }

    @Test
    void aWrongCommandLineIsToldApartFromAGatewayThatIsNotThere() throws Exception {
        Told other = explain("--gateway", "default/other");
        assertEquals(2, other.code());
        assertTrue(other.err().contains("one of [default/edge] is expected"), other.err());
        assertEquals(2, explain("no-path").code());
        assertEquals(2, run("explain", "--from", "nowhere").code());
        Told silent = run("explain", "--from", "http://127.0.0.1:" + freePort());
        assertEquals(1, silent.code());
        assertTrue(silent.err().contains("--from"), silent.err());
    }
}
