package dev.sluice.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SnapshotCommandTest {
    private static final String GATEWAY = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: %s, namespace: default}
            spec:
              gatewayClassName: %s
              listeners: [{name: http, protocol: HTTP, port: %d}]
            ---
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void printsALinePerGatewayThatAGatewayCanRead() throws Exception {
        Path file = manifest(GATEWAY.formatted("east", "sluice", 8080) + GATEWAY.formatted("west", "sluice", 8081));

        assertEquals(0, run("snapshot", file.toString()), err::toString);

        var gateways = new ArrayList<String>();
        for (String line : out.toString().lines().toList()) {
            ConfigSnapshot snapshot = new ContractCodec().readSnapshot(line.getBytes(UTF_8));
            gateways.add(
                    snapshot.gateway() + ":" + snapshot.listeners().getFirst().port());
        }
        assertEquals(List.of("default/east:8080", "default/west:8081"), gateways);
    }

    @Test
    void printsNoKeys() throws Exception {
        assertEquals(0, run("snapshot", "../../examples/quickstart.yaml"), err::toString);

        assertTrue(out.toString().contains("default/acme-nodes/token"), out.toString());
        assertFalse(out.toString().contains("change-me"), out.toString());
    }

    @Test
    void whereNoGatewayIsItSaysWhatToDo() throws Exception {
        assertEquals(
                1,
                run(
                        "snapshot",
                        manifest(GATEWAY.formatted("east", "other", 8080)).toString()));

        assertTrue(err.toString().contains("validate"), err.toString());
    }

    @Test
    void aPathThatDoesNotExistIsNamed() {
        assertEquals(1, run("snapshot", folder.resolve("none.yaml").toString()));

        assertTrue(err.toString().contains("none.yaml"), err.toString());
    }

    private Path manifest(String text) throws IOException {
        return Files.writeString(folder.resolve("manifest.yaml"), text);
    }

    private int run(String... arguments) {
        CommandLine line = SluiceMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
