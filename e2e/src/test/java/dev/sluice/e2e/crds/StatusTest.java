package dev.sluice.e2e.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.e2e.cluster.ClusterExtension;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Spec is the user's and status the operator's: neither writes the other's half. */
@Tag("e2e")
@Tag("crds")
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusTest {

    private static final String NAMESPACE = "crds-status";
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final String STATUS = """
            {"status": {"share": "42.5%", "p95": "120ms", "spentToday": "12.50 USD", "reason": "cheapest that meets the target",
              "observedGeneration": 1, "conditions": [
                {"type": "Healthy", "status": "True", "reason": "Answering", "message": "", "lastTransitionTime": "2026-01-01T00:00:00Z"},
                {"type": "Ready", "status": "False", "reason": "Pending", "message": "", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
            """;

    private final KubernetesClient client;
    private Resource<GenericKubernetesResource> provider;

    StatusTest(TestCluster cluster) {
        Definitions.of(Repository.ofWorkingDirectory()).applyTo(cluster);
        client = cluster.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    @BeforeEach
    void freshProvider() {
        provider = client.resource(Refusals.of("Provider").accepted()).inNamespace(NAMESPACE);
        provider.delete();
        provider.create();
    }

    @AfterAll
    void removeWhatWasApplied() {
        client.namespaces().withName(NAMESPACE).delete();
    }

    @Test
    void aWriteOfTheObjectLeavesItsStatusAlone() {
        var written = provider.patch(MERGE, STATUS);

        assertNull(written.get("status"));
    }

    @Test
    void aWriteOfTheStatusLeavesSpecAndGenerationAlone() {
        var written = provider.subresource("status")
                .patch(MERGE, STATUS.replaceFirst("\\{", "{\"spec\": {\"organization\": \"other\"}, "));

        assertEquals("acme", written.get("spec", "organization"));
        assertEquals("42.5%", written.get("status", "share"));
        assertEquals(1, written.getMetadata().getGeneration());
    }

    @Test
    void aChangeOfTheSpecIsANewGenerationAndKeepsTheStatus() {
        provider.subresource("status").patch(MERGE, STATUS);

        var written = provider.patch(MERGE, "{\"spec\": {\"organization\": \"other\"}}");

        assertEquals(2, written.getMetadata().getGeneration());
        assertEquals("42.5%", written.get("status", "share"));
    }

    /** Conditions are a map by type, so that one writer's entry does not remove another's. */
    @Test
    void twoManagersEachKeepTheirOwnCondition() {
        conditionBy("first", "Ready");
        var written = conditionBy("second", "Healthy");

        List<Map<String, Object>> conditions = written.get("status", "conditions");
        assertEquals(
                List.of("Healthy", "Ready"),
                conditions.stream().map(c -> (String) c.get("type")).sorted().toList());
    }

    @Test
    void getShowsWhatTheStatusSays() {
        provider.subresource("status").patch(MERGE, STATUS);

        List<String> row = new Tables(client).row("/apis/sluice.dev/v1alpha1/namespaces/" + NAMESPACE + "/providers");

        assertEquals(
                List.of("p", "True", "42.5%", "120ms", "12.50 USD", "cheapest that meets the target", "Edge"),
                row.subList(0, 7));
        assertEquals("False", row.get(9), "Ready");
        assertFalse(row.get(10).isBlank(), "Age");
    }

    /** As it was written: a column of type date would be printed as an age, and for the time to come as invalid. */
    @Test
    void getShowsUntilWhenAnOverrideHolds() {
        client.resource(Refusals.of("TrafficOverride").accepted())
                .inNamespace(NAMESPACE)
                .serverSideApply();

        List<String> row =
                new Tables(client).row("/apis/sluice.dev/v1alpha1/namespaces/" + NAMESPACE + "/trafficoverrides");

        assertEquals("2036-01-31T18:00:00Z", row.get(3));
    }

    private GenericKubernetesResource conditionBy(String manager, String type) {
        var object = Refusals.of("Provider").accepted();
        object.getMetadata().setNamespace(NAMESPACE);
        object.setAdditionalProperties(Map.of(
                "status",
                Map.of(
                        "conditions",
                        List.of(Map.of(
                                "type", type,
                                "status", "True",
                                "reason", "Tried",
                                "message", "",
                                "lastTransitionTime", "2026-01-01T00:00:00Z")))));
        return client.resource(object)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(manager)
                        .build());
    }
}
