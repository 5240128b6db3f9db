package dev.sluice.e2e.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cluster.ClusterExtension;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code kubectl} learns about the kinds: names to type, the category, the columns of {@code get}. */
@Tag("e2e")
@Tag("crds")
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {

    private static final String API = "/apis/sluice.dev/v1alpha1";

    private final Definitions definitions = Definitions.of(Repository.ofWorkingDirectory());
    private final KubernetesClient client;
    private final Map<String, APIResource> resources;

    DiscoveryTest(TestCluster cluster) {
        definitions.applyTo(cluster);
        client = cluster.client();
        resources = client.getApiResources("sluice.dev/v1alpha1").getResources().stream()
                .collect(Collectors.toMap(APIResource::getName, Function.identity()));
    }

    Stream<String> definitionNames() {
        return definitions.all().stream().map(d -> d.getMetadata().getName());
    }

    @ParameterizedTest
    @MethodSource("definitionNames")
    void everyDefinitionIsEstablishedAndItsSchemaStructural(String name) {
        CustomResourceDefinition served = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();

        assertTrue(Definitions.holds(served, "Established"), () -> "" + served.getStatus());
        assertTrue(Definitions.holds(served, "NamesAccepted"), () -> "" + served.getStatus());
        assertTrue(!Definitions.holds(served, "NonStructuralSchema"), () -> "" + served.getStatus());
    }

    @ParameterizedTest
    @CsvSource({
        "providers, provider, prv",
        "providerpools, providerpool, pool",
        "routingpolicies, routingpolicy, rpol",
        "trafficoverrides, trafficoverride, tovr",
        "gatewayparameters, gatewayparameters, gwp",
        "trafficplans, trafficplan, plan"
    })
    void aKindHasItsNamesAndTheCategory(String plural, String singular, String shortName) {
        APIResource resource = resources.get(plural);

        assertEquals(singular, resource.getSingularName());
        assertEquals(List.of(shortName), resource.getShortNames());
        assertEquals(List.of("sluice"), resource.getCategories());
        assertTrue(resource.getNamespaced());
        assertEquals(
                List.of("get", "patch", "update"),
                resources.get(plural + "/status").getVerbs());
    }

    @Test
    void noKindOfOursIsMissingFromTheTable() {
        assertEquals(
                6,
                resources.keySet().stream().filter(name -> !name.contains("/")).count());
    }

    /** What is shown without and, after the bar, only with {@code -o wide}. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            providers;         Name Healthy Share P95 Cost Why Class Ready Age | Organization Region
            providerpools;     Name Healthy Shares P95 Cost Why Ready Age | Chain
            routingpolicies;   Name Healthy Shares P95 Cost Left SLO Why Intent Ready Age | Mode
            trafficoverrides;  Name Action Active Until Who Why Age |
            gatewayparameters; Name Replicas Service Ready Age |
            trafficplans;      Name Healthy Shares P95 Cost Why Gateway Age | Revision
            """)
    void getShowsTheColumns(String plural, String columns) {
        var narrow = new ArrayList<String>();
        var wide = new ArrayList<String>();
        for (JsonNode column : new Tables(client).get(API + "/" + plural).get("columnDefinitions")) {
            (column.get("priority").asInt() == 0 ? narrow : wide)
                    .add(column.get("name").asText());
        }

        assertEquals(columns, (String.join(" ", narrow) + " | " + String.join(" ", wide)).strip());
    }
}
