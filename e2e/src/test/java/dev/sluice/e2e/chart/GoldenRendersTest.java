package dev.sluice.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Repository;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Helm makes of values, file by file under {@code charts/sluice/golden}; needs no cluster. {@code make e2e SUITE=renders}
 * compares, {@code REWRITE=1} before it rewrites.
 */
@Tag("e2e")
@Tag("renders")
class GoldenRendersTest {
    private static final Repository REPOSITORY = Repository.ofWorkingDirectory();
    private static final Path CHART = REPOSITORY.path("charts/sluice");
    private static final boolean REWRITE = "1".equals(System.getenv("REWRITE"));
    private static final String KEEP = """
              annotations:
                helm.sh/resource-policy: keep
                argocd.argoproj.io/sync-options: Prune=false,Delete=false
            """;
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?:dev/)?helm (?:install|upgrade --install|upgrade) ([^#\\n]*[^#\\s])");

    private final Helm helm;

    GoldenRendersTest(@TempDir Path home) {
        helm = Helm.in(REPOSITORY, home);
    }

    @TestFactory
    Stream<DynamicTest> rendersAsReviewed() throws IOException {
        return cases("accepted").stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    // The definitions would hide the rest; a test of their own looks at them.
                    var answer = render(folder, "--set", "crds.install=false");
                    compare(folder.resolve("rendered.yaml"), answer.orThrow());
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWithAMessage() throws IOException {
        return cases("refused").stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    var answer = render(folder);
                    assertNotEquals(0, answer.exitCode(), answer.output());
                    compare(folder.resolve("message.txt"), answer.errors() + "\n");
                }));
    }

    @Test
    void everyDefinitionIsPartOfTheReleaseAndOutlivesIt() throws IOException {
        String rendered = helm.run("template", "sluice", CHART.toString()).orThrow();

        for (Path file : list(CHART.resolve("definitions"))) {
            String kept = Files.readString(file).strip().replaceFirst("\nmetadata:\n", "\nmetadata:\n" + KEEP);
            assertTrue(rendered.contains(kept.replaceFirst("^---\n", "")), file.toString());
        }
    }

    /** Without the golden file, which would hold every dashboard twice. */
    @Test
    void everyDashboardIsAConfigMapThatGrafanaFinds() throws IOException {
        String rendered = helm.run(
                        "template",
                        "sluice",
                        CHART.toString(),
                        "--set",
                        "crds.install=false,metrics.dashboards.enabled=true")
                .orThrow();
        List<Object> shipped = Stream.of(rendered.split("(?m)^---$"))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .filter(each -> each != null && each.getKind().equals("ConfigMap"))
                .filter(each -> "1".equals(each.getMetadata().getLabels().get("grafana_dashboard")))
                .flatMap(each -> ((Map<?, ?>) each.getAdditionalProperties().get("data")).values().stream())
                .map(json -> (Object) json.toString().strip())
                .toList();

        List<Object> files = new ArrayList<>();
        for (Path file : list(REPOSITORY.path("dashboards"))) {
            files.add(Files.readString(file).strip());
        }
        assertEquals(files, shipped);
    }

    @Test
    void aPackagedChartCarriesTheDefinitionsItself(@TempDir Path folder) throws IOException {
        helm.run("package", CHART.toString(), "--destination", folder.toString())
                .orThrow();

        Path packaged = list(folder).getFirst();

        assertEquals(
                helm.run("template", "sluice", CHART.toString(), "--include-crds")
                        .orThrow(),
                helm.run("template", "sluice", packaged.toString(), "--include-crds")
                        .orThrow());
    }

    /** Flags and values of install and upgrade are those of template, which needs no cluster. */
    @TestFactory
    Stream<DynamicTest> everyCommandOfTheDocumentsRenders() throws IOException {
        return COMMAND.matcher(Files.readString(REPOSITORY.path("docs/kubernetes.md")))
                .results()
                .map(command -> DynamicTest.dynamicTest(command.group(), () -> {
                    String[] arguments = command.group(1)
                            .replace("charts/sluice", CHART.toString())
                            .split("\\s+");
                    helm.run(Stream.concat(Stream.of("template"), Stream.of(arguments))
                                    .toArray(String[]::new))
                            .orThrow();
                }));
    }

    private Helm.Answer render(Path folder, String... more) {
        return helm.run(Stream.concat(
                        Stream.of(
                                "template",
                                "sluice",
                                CHART.toString(),
                                "--namespace",
                                "sluice-system",
                                "--values",
                                folder.resolve("values.yaml").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static void compare(Path file, String actual) throws IOException {
        if (REWRITE) {
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual);
    }

    private static List<Path> cases(String kind) throws IOException {
        return list(CHART.resolve("golden").resolve(kind));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }
}
