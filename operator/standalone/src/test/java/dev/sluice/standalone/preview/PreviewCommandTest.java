package dev.sluice.standalone.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.SluiceMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What needs no recording; a recording is made and previewed by the suites over the whole. */
class PreviewCommandTest {
    private static final String POLICY = """
            apiVersion: sluice.dev/v1alpha1
            kind: RoutingPolicy
            metadata: {name: mine}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: mine}]
              intent: Balanced
              objectives: {availability: {target: "90"}}
              constraints: {deniedOrganizations: []}
            """;

    private static final String MANIFESTS = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec: {gatewayClassName: sluice, listeners: [{name: http, protocol: HTTP, port: 8080}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: mine}
            spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{group: sluice.dev, kind: ProviderPool, name: mine}]}]}
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: mine}
            spec:
              class: BareMetal
              organization: one
              location: {region: eu}
              api: HTTP
              endpoints: [{ip: {address: 127.0.0.1, port: 9100}, tls: {mode: None}}]
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: ProviderPool
            metadata: {name: mine}
            spec: {members: [{providerRef: {name: mine}}]}
            ---
            """ + POLICY;

    private static final String SCENARIO = """
            scenario: mine
            title: One of two fails
            length: 60s
            providers:
            - {name: a, class: BareMetal, organization: one, region: eu, pricePerMillion: "5.00", capacity: 200}
            - {name: b, class: Edge, organization: two, region: us, pricePerMillion: "9.00", capacity: 200}
            timeline:
            - {at: 10s, until: 50s, providers: {names: [a]}, errors: {percent: 100, kind: Reset}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path present;
    private Path change;
    private Path scenario;

    @BeforeEach
    void writeManifests() throws IOException {
        present = Files.createDirectory(folder.resolve("present"));
        Files.writeString(present.resolve("all.yaml"), MANIFESTS);
        change = folder.resolve("change.yaml");
        scenario = Files.writeString(folder.resolve("scenario.yaml"), SCENARIO);
    }

    @Test
    void aPolicyThatKeepsItsObjectiveInADisasterEndsWithZero() throws IOException {
        change(POLICY.replace("Balanced", "Fastest"));

        assertEquals(0, preview("--scenario", scenario.toString(), "--seeds", "1", "--json"), err.toString());

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertFalse(report.path("objectivesMissed").asBoolean());
        assertEquals("default/mine", report.at("/scenarios/0/policy").asText());
        assertTrue(report.at("/scenarios/0/after/answered").asDouble() > 0.9, report::toString);
    }

    @Test
    void aPolicyThatLeavesOnlyTheProviderThatFailsEndsWithOne() throws IOException {
        change(POLICY.replace("deniedOrganizations: []", "deniedOrganizations: [two]"));

        assertEquals(1, preview("--scenario", scenario.toString(), "--seeds", "1"), err.toString());

        assertTrue(out.toString().contains("MISSED"), out.toString());
        assertTrue(out.toString().contains("An objective would be missed."), out.toString());
    }

    @Test
    void whatIsWrongIsNamedByLineAndFieldAndEndsWithTwo() throws IOException {
        change(POLICY.replace("Balanced", "Cheap"));

        assertEquals(2, preview("--scenario", scenario.toString()));

        assertTrue(err.toString().contains("change.yaml:6: RoutingPolicy/mine: spec.intent: "), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void aRecordingThatCannotBeReadEndsWithTwo() throws IOException {
        change(POLICY);

        assertEquals(2, preview("--recording", folder.resolve("none.gz").toString()));
        assertTrue(err.toString().contains("--recording"), err.toString());

        Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"gateway\": 7}\n");
        assertEquals(2, preview("--recording", broken.toString()));
        assertTrue(err.toString().contains("broken.jsonl:1: not a reading"), err.toString());
    }

    @Test
    void aScenarioThatDoesNotExistEndsWithTwo() throws IOException {
        change(POLICY);

        assertEquals(2, preview("--scenario", "Q"));

        assertTrue(err.toString().contains("Q"), err.toString());
    }

    @Test
    void aChangeAmongTheManifestsAsTheyAreIsNone() {
        assertEquals(
                2,
                SluiceMain.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute(
                                "preview",
                                present.toString(),
                                "--change",
                                present.resolve("all.yaml").toString(),
                                "--scenario",
                                "A"));

        assertTrue(err.toString().contains("lies in"), err.toString());
    }

    private void change(String text) throws IOException {
        Files.writeString(change, text);
    }

    private int preview(String... more) {
        CommandLine line = SluiceMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] words = new String[4 + more.length];
        words[0] = "preview";
        words[1] = present.toString();
        words[2] = "--change";
        words[3] = change.toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return line.execute(words);
    }
}
