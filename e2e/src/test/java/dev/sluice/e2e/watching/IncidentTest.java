package dev.sluice.e2e.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cluster.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider dies under load, and everybody who looks sees it: the dashboards' queries and the page. */
class IncidentTest {
    /** So long before a forecast's time has come and rates have two ends. */
    private static final int BEFORE_SECONDS = 28;

    private static final int AFTER_SECONDS = 8;

    @TempDir
    static Path folder;

    private static Incident incident;
    private static Prometheus prometheus;

    @BeforeAll
    static void begin() throws IOException {
        Tool.path("prometheus");
        incident = new Incident();
        prometheus = Prometheus.start(
                folder,
                incident.sluice.admin(),
                Repository.ofWorkingDirectory().path("charts/sluice/rules/sluice.yaml"));
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
        List<String> empty = new ArrayList<>();
        int asked = 0;
        for (Dashboard dashboard : onOneMachine()) {
            for (Dashboard.Query query : dashboard.queries()) {
                asked++;
                if (prometheus.query(query.expression()).stream().noneMatch(IncidentTest::isNumber)) {
                    empty.add(dashboard.name() + ": " + query.panel() + ": " + query.expression());
                }
            }
        }
        System.out.printf("figure: %d queries of dashboards, %d without an answer%n", asked, empty.size());
        assertEquals(List.of(), empty, () -> String.join("\n", empty));
        assertFalse(asked < 40, "there are dashboards");
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

    /** The operator's own is looked at in a cluster. */
    private static List<Dashboard> onOneMachine() throws IOException {
        return Dashboard.all().stream()
                .filter(each -> !each.name().equals("operator"))
                .toList();
    }

    private static boolean isNumber(JsonNode value) {
        return Double.isFinite(Double.parseDouble(value.path(1).asText().replace("Inf", "Infinity")));
    }
}
