package dev.sluice.e2e.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.ClusterExtension;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import dev.sluice.e2e.crds.Refusals.Refusal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server refuses by itself, and that its message names the field and the reason. */
@Tag("e2e")
@Tag("crds")
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {

    private final Definitions definitions = Definitions.of(Repository.ofWorkingDirectory());
    private final KubernetesClient client;

    RefusalsTest(TestCluster cluster) {
        definitions.applyTo(cluster);
        client = cluster.client();
    }

    Stream<String> kinds() {
        return definitions.ours().stream().map(d -> d.getSpec().getNames().getKind());
    }

    Stream<Refusal> refusals() {
        return kinds().flatMap(kind -> Refusals.of(kind).refused().stream());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void acceptsTheObjectThatIsChanged(String kind) {
        assertEquals(kind, tryToCreate(Refusals.of(kind).accepted()).getKind());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAndNamesTheField(Refusal refusal) {
        var e = assertThrows(KubernetesClientException.class, () -> tryToCreate(refusal.object()));
        for (String part : refusal.says()) {
            assertTrue(e.getMessage().contains(part), () -> "\"" + part + "\" is not in: " + e.getMessage());
        }
    }

    /** A rule nobody saw refuse something may refuse nothing. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyRuleIsSeenToRefuse(String kind) {
        List<String> seen = Refusals.of(kind).refused().stream()
                .flatMap(refusal -> refusal.says().stream())
                .toList();
        List<String> unseen = Definitions.ruleMessages(definitions.ofKind(kind)).stream()
                .filter(message -> !seen.contains(message))
                .toList();
        assertEquals(List.of(), unseen);
    }

    private GenericKubernetesResource tryToCreate(GenericKubernetesResource object) {
        return client.resource(object)
                .inNamespace("default")
                .dryRun()
                .fieldValidation(Validation.STRICT)
                .create();
    }
}
