package dev.sluice.operator.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementTest {
    private final Replica replica = new Replica();

    @BeforeEach
    void well() {
        replica.process.alive = true;
        replica.process.ready = true;
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    @Test
    void livenessIsTheControlThread() throws Exception {
        replica.process.ready = false;
        assertEquals(200, replica.manage("/health/liveness").statusCode());

        replica.process.alive = false;
        assertEquals(503, replica.manage("/health/liveness").statusCode());
        assertTrue(replica.manage("/health/liveness").body().contains("the control thread is silent"));
    }

    @Test
    void readinessIsTheCaches() throws Exception {
        assertEquals(200, replica.manage("/health/readiness").statusCode());

        replica.process.ready = false;
        assertEquals(503, replica.manage("/health/readiness").statusCode());
        assertTrue(replica.manage("/health/readiness").body().contains("caches are not filled"));
    }

    @Test
    void nothingElseCanFailThePod() throws Exception {
        assertEquals(List.of("controlThread"), indicators("/health/liveness"));
        assertEquals(List.of("caches", "gracefulShutdown"), indicators("/health/readiness"));
    }

    @Test
    void metricsAreOnTheManagementPortAlone() throws Exception {
        replica.metrics().planned("ns/edge");

        String text = replica.manage("/prometheus").body();

        assertTrue(text.contains("\nsluice_operator_leader 0.0\n"), text);
        assertTrue(text.contains("sluice_operator_plan_age_seconds{gateway=\"ns/edge\"}"), text);
        assertEquals(404, replica.get("/prometheus").statusCode());
        assertEquals(404, replica.get("/health").statusCode());
        assertEquals(404, replica.manage("/api/v1/plan").statusCode());
    }

    private List<String> indicators(String path) throws Exception {
        JsonNode details =
                new ObjectMapper().readTree(replica.manage(path).body()).get("details");
        List<String> names = new ArrayList<>();
        details.fieldNames().forEachRemaining(names::add);
        return names.stream().sorted().toList();
    }
}
