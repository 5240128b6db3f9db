package dev.sluice.standalone.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.SluiceMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
    private static final String SMALL = """
            scenario: mine
            title: One of two fails
            length: 30s
            providers:
            - {name: a, class: BareMetal, organization: one, region: eu, pricePerMillion: "5.00", capacity: 100}
            - {name: b, class: Edge, organization: two, region: us, pricePerMillion: "9.00", capacity: 100}
            timeline:
            - {at: 10s, until: 20s, providers: {names: [a]}, errors: {percent: 50, kind: Reset}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void writesAReportOfAUsersOwnScenario() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), SMALL);
        Path report = folder.resolve("report");

        int code = run("simulate", "--scenario", file.toString(), "--seeds", "1-2", "--report", report.toString());

        assertEquals(0, code, err.toString());
        String json = Files.readString(report.resolve("report.json"));
        for (String key : new String[] {
            "availability", "sloAttainment", "costPerMillion", "regretMicros", "priceRegretMicros",
            "failureRegretMicros", "weightMovementPerSecond", "falseShifts", "leadSeconds", "restoreSeconds",
            "maxOrganizationShare", "violations"
        }) {
            assertTrue(json.contains("\"" + key + "\""), key);
        }
        assertTrue(json.contains("clairvoyant") && json.contains("erpc-like"));
        assertTrue(Files.readString(report.resolve("report.md")).contains("| sluice |"));
        assertTrue(Files.readString(report.resolve("mine-shares.svg")).startsWith("<svg"));
        assertTrue(Files.readString(report.resolve("report.html")).contains("<table>"));
    }

    @Test
    void mistakesAreNamedAndNothingRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), SMALL.replace("class: Edge", "class: Cloudy"));

        assertEquals(1, run("simulate", "--scenario", file.toString()));
        assertTrue(err.toString().contains("bad.yaml:6: providers[1].class"), err.toString());
    }

    @Test
    void aPoolThatScoresStandsInTheTableBesideTheOthers() throws IOException {
        String calm = SMALL.substring(0, SMALL.indexOf("timeline:"));
        Path file = Files.writeString(folder.resolve("mine.yaml"), calm);
        Path report = folder.resolve("report");

        int code = run(
                "simulate",
                "--scenario",
                file.toString(),
                "--seeds",
                "1",
                "--scorers",
                "Price=30,Latency",
                "--report",
                report.toString());

        assertEquals(0, code, err.toString());
        JsonNode runs =
                new ObjectMapper().readTree(report.resolve("report.json").toFile());
        assertTrue(out.toString().contains("sluice-scored"), out.toString());
        assertTrue(
                cost(runs, "sluice-scored") < 0.93 * cost(runs, "round-robin"),
                cost(runs, "sluice-scored") + " of " + cost(runs, "round-robin"));
    }

    private static double cost(JsonNode report, String strategy) {
        for (JsonNode run : report.findParents("strategy")) {
            if (run.path("strategy").asText().equals(strategy)) {
                return run.findValue("costPerMillion").asDouble();
            }
        }
        throw new AssertionError("no run of " + strategy);
    }

    @Test
    void aScorerThatDoesNotExistIsAMistakeOfTheCommandLine() {
        assertEquals(2, run("simulate", "--scorers", "Latency=3,Beauty"));
        assertTrue(
                err.toString().contains("Beauty is no scorer") && err.toString().contains("Locality"), err.toString());
    }

    @Test
    void seedsThatAreNoRangeAreAMistakeOfTheCommandLine() {
        assertEquals(2, run("simulate", "--seeds", "9-2"));
    }

    private int run(String... args) {
        CommandLine line = SluiceMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
