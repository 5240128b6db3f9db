package dev.sluice.e2e.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.ClusterExtension;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples as an API server takes them: unchanged, by server-side apply, and nothing in them unknown. */
@Tag("e2e")
@Tag("crds")
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {

    private static final String NAMESPACE = "crds-examples";

    private final Repository repository = Repository.ofWorkingDirectory();
    private final KubernetesClient client;

    ExamplesTest(TestCluster cluster) {
        Definitions.of(repository).applyTo(cluster);
        client = cluster.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    @AfterAll
    void removeWhatWasApplied() {
        client.namespaces().withName(NAMESPACE).delete();
    }

    /**
     * The second apply may still write: the API server stores a Gateway's defaulted status only then. What users wrote is
     * the same from the first on.
     */
    @Test
    void theQuickstartAppliesUnchangedAndAgainChangesNothing() throws IOException {
        List<HasMetadata> first = apply(repository.path("examples/quickstart.yaml"));
        List<HasMetadata> second = apply(repository.path("examples/quickstart.yaml"));
        List<HasMetadata> third = apply(repository.path("examples/quickstart.yaml"));

        assertEquals(
                List.of(
                        "Gateway",
                        "HTTPRoute",
                        "Provider",
                        "Provider",
                        "Provider",
                        "Secret",
                        "ProviderPool",
                        "RoutingPolicy"),
                first.stream().map(HasMetadata::getKind).toList());
        assertEquals(generations(first), generations(third));
        assertEquals(versions(second), versions(third));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bad-duration.yaml      | spec.timeouts.request | soon
            unknown-class.yaml     | spec.class            | Hyperscaler
            impossible-shares.yaml | spec.constraints.shares | add up to more than 100 %
            """)
    void whatASchemaCanKnowIsRefused(String file, String field, String reason) {
        var e = assertThrows(
                KubernetesClientException.class,
                () -> apply(repository.path("examples/broken").resolve(file)));
        assertTrue(e.getMessage().contains(field) && e.getMessage().contains(reason), e.getMessage());
    }

    /** References and addresses are for the operator to judge; it says so in conditions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dangling-provider.yaml",
                "metadata-endpoint.yaml",
                "missing-credential.yaml",
                "missing-target.yaml"
            })
    void whatOnlyAControllerCanKnowIsAccepted(String file) throws IOException {
        assertEquals(1, apply(repository.path("examples/broken").resolve(file)).size());
    }

    @Test
    void everyBrokenExampleIsInOneOfTheTables() throws IOException {
        try (Stream<Path> files = Files.list(repository.path("examples/broken"))) {
            assertEquals(7, files.count(), "a new broken example belongs into a table above");
        }
    }

    private List<HasMetadata> apply(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return client.load(in).items().stream().map(this::apply).toList();
        }
    }

    private HasMetadata apply(HasMetadata object) {
        return client.resource(object)
                .inNamespace(NAMESPACE)
                .fieldValidation(Validation.STRICT)
                .fieldManager("sluice-e2e")
                .serverSideApply();
    }

    private static List<Optional<Long>> generations(List<HasMetadata> objects) {
        return objects.stream()
                .map(o -> Optional.ofNullable(o.getMetadata().getGeneration()))
                .toList();
    }

    private static List<String> versions(List<HasMetadata> objects) {
        return objects.stream().map(o -> o.getMetadata().getResourceVersion()).toList();
    }
}
