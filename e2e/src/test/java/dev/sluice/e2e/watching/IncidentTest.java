package dev.sluice.e2e.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.standalone.SluiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider dies under load, and everybody who looks sees it: the dashboards' queries and the page. */
class IncidentTest {
    /** So long before a forecast's time has come and rates have two ends. */
    private static final int BEFORE_SECONDS = 28;

    private static final int AFTER_SECONDS = 8;
    private static final Duration PREVIEW = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Incident incident;
    private static Prometheus prometheus;

    @BeforeAll
    static void begin() throws IOException {
        Tool.path("prometheus");
        incident = new Incident();
        prometheus = Prometheus.of(folder, incident.sluice.admin());
        incident.goOn(BEFORE_SECONDS);
        incident.aProviderDies();
        incident.goOn(AFTER_SECONDS);
    }

    @AfterAll
    static void end() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (incident != null) {
            incident.close();
        }
    }

    @Test
    void noPanelIsEmpty() throws IOException {
        int asked =
                onOneMachine().stream().mapToInt(each -> each.queries().size()).sum();

        List<String> unanswered = prometheus.unanswered(onOneMachine());

        System.out.printf("figure: %d queries of dashboards, %d without an answer%n", asked, unanswered.size());
        assertEquals(List.of(), unanswered, () -> String.join("\n", unanswered));
        assertTrue(asked > 60, "there are dashboards");
    }

    @Test
    void everyVariableOffersSomething() throws IOException {
        for (Dashboard dashboard : onOneMachine()) {
            for (Dashboard.Choice choice : dashboard.choices()) {
                assertFalse(
                        prometheus.labelValues(choice.metric(), choice.label()).isEmpty(),
                        dashboard.name() + ": " + choice);
            }
        }
    }

    /** Its picture lies in e2e/target/page.png, for people. */
    @Test
    void thePageTellsWhatHappenedWhatWasForeseenAndWhatItCost() throws IOException {
        Tool.path("chromium");
        String url = "http://" + incident.sluice.admin() + "/";
        Browser browser = new Browser(folder);

        Browser.Visit visit = browser.open(url);
        browser.screenshot(url, Repository.ofWorkingDirectory().path("e2e/target/page.png"), 1400, 2200);

        String dom = visit.dom();
        assertEquals(List.of(), visit.console());
        assertTrue(
                has(dom, "<g class=\"decision loss\"[^>]*aria-label=\"[^\"]*aws-us-east-1 [^\"]*: [^\"]+\""),
                "the dead provider's loss stands on the line of time with its reason");
        assertTrue(has(dom, "<rect [^>]*class=\"health (Unhealthy|Ejected)\""), "its health is on its lane");
        assertTrue(has(dom, "<g class=\"lane\" data-provider=\"default/depin-a\""), "each provider has a lane");
        assertTrue(has(dom, "<path d=\"M[^\"]+Z\" class=\"band\""), "forecasts have bands");
        assertTrue(has(dom, "<path d=\"M[^\"]+\" class=\"happened\""), "and what happened is drawn over them");
        assertTrue(
                has(dom, "<path d=\"M[^\"]+Z\" class=\"spend\" [^>]*data-provider=\"default/metal-fra\""),
                "cost is drawn");
        assertTrue(has(dom, "id=\"spent\">[0-9.]+ USD in the time shown"), "and told");
        assertFalse(has(dom, "id=\"lost\"[^>]*style=\"[^\"]*block"), "the page reached its server");
    }

    private static boolean has(String dom, String pattern) {
        return Pattern.compile(pattern).matcher(dom).find();
    }

    @Test
    void aChangeIsHeldAgainstWhatWasRecorded() throws IOException {
        Path change = folder.resolve("without-lava.yaml");
        Files.writeString(change, modest(policy()).replace("deniedJurisdictions: []", "deniedOrganizations: [lava]"));

        JsonNode report = preview(0, change, "--json");

        JsonNode all = classNamed(report, "default");
        assertTrue(all.path("requests").asLong() > 1_000, report::toString);
        for (String column : List.of("was", "before", "after")) {
            assertEquals(1, sum(all, column), 0.01, all::toString);
        }
        JsonNode depin = all.findParents("provider").stream()
                .filter(each -> each.path("provider").asText().equals("default/depin-a"))
                .findFirst()
                .orElseThrow();
        assertTrue(depin.path("before").asDouble() > 0.1, depin::toString);
        assertEquals(0, depin.path("after").asDouble(), depin::toString);
        assertTrue(usd(all, "after") > usd(all, "before"), all::toString);
        assertFalse(report.path("objectivesMissed").asBoolean(), report::toString);
    }

    @Test
    void aChangeThatWouldHaveMissedAnObjectiveEndsWithOne() throws IOException {
        Path change = folder.resolve("one-seller.yaml");
        Files.writeString(
                change,
                modest(policy()).replace("deniedJurisdictions: []", "deniedOrganizations: [rhein-hosting, lava]"));

        JsonNode report = preview(1, change, "--json");

        JsonNode availability = report.findParents("objective").stream()
                .filter(each -> each.path("objective").asText().equals("availability"))
                .findFirst()
                .orElseThrow();
        assertTrue(availability.path("missed").asBoolean(), availability::toString);
        assertFalse(availability.path("missedBefore").asBoolean(), availability::toString);
    }

    @Test
    void aChangeThatIsWrongEndsWithTwoAndItsLine() throws IOException {
        Path change = folder.resolve("wrong.yaml");
        Files.writeString(change, policy().replace("intent: Balanced", "intent: Cheap"));

        try (SluiceProcess preview = previewOf(change)) {
            assertEquals(2, preview.exitCode(PREVIEW), preview.log());
            assertTrue(
                    preview.log().matches("(?s).*wrong.yaml:7: RoutingPolicy/ethereum: spec.intent: .*"),
                    preview.log());
        }
    }

    @Test
    void peopleReadATable() throws IOException {
        Path change = folder.resolve("trusted.yaml");
        Files.writeString(change, policy().replace("intent: Balanced", "intent: MostTrusted"));

        try (SluiceProcess preview = previewOf(change, "--scenario", "B", "--seeds", "1")) {
            assertTrue(preview.exitCode(PREVIEW) < 2, preview.log());
            System.out.println(preview.log());
            assertTrue(preview.log().contains("default/aws-us-east-1"), preview.log());
            assertTrue(preview.log().contains("Scenario B"), preview.log());
        }
    }

    private static JsonNode preview(int exitCode, Path change, String... more) throws IOException {
        try (SluiceProcess preview = previewOf(change, more)) {
            assertEquals(exitCode, preview.exitCode(PREVIEW), preview.log());
            return new ObjectMapper().readTree(preview.log());
        }
    }

    private static SluiceProcess previewOf(Path change, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "preview",
                incident.world.folder.toString(),
                "--change",
                change.toString(),
                "--recording",
                "http://" + incident.sluice.admin()));
        words.addAll(List.of(more));
        return SluiceProcess.command(words.toArray(String[]::new));
    }

    /** The quickstart's RoutingPolicy, its document alone. */
    private static String policy() {
        String all = incident.world.quickstart();
        return all.substring(all.lastIndexOf("---") + 4);
    }

    /** With objectives that a busy machine keeps. */
    private static String modest(String policy) {
        return policy.replace("\"99.95\"", "\"90\"")
                .replace("target: 300ms", "target: 30s")
                .replace("\"50.00\"", "\"5000\"");
    }

    private static JsonNode classNamed(JsonNode report, String name) {
        return report.path("gateways")
                .path(0)
                .path("classes")
                .valueStream()
                .filter(each -> each.path("class").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double usd(JsonNode all, String column) {
        return all.path(column).path("costPerMillion").path("USD").asDouble();
    }

    private static double sum(JsonNode all, String column) {
        return all.path("shares")
                .valueStream()
                .mapToDouble(each -> each.path(column).asDouble())
                .sum();
    }

    /** The operator's own is looked at in a cluster. */
    private static List<Dashboard> onOneMachine() throws IOException {
        return Dashboard.all().stream()
                .filter(each -> !each.name().equals("operator"))
                .toList();
    }
}
