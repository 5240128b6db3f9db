package dev.sluice.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Repository;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's files agree with each other and with the product, as far as that shows without Helm. */
class ChartFilesTest {
    private static final Repository REPOSITORY = Repository.ofWorkingDirectory();
    private static final Path CHART = REPOSITORY.path("charts/sluice");
    private static final Pattern METRIC = Pattern.compile("\\bsluice_[a-z0-9_]+");
    private static final Pattern VERSION = Pattern.compile("<artifactId>sluice</artifactId>\\s*<version>([^<]+)<");

    @Test
    void definitionsHaveOneSource() throws IOException {
        assertEquals(
                REPOSITORY.path("charts/sluice-crds/crds").toRealPath(),
                CHART.resolve("definitions").toRealPath());
        assertEquals(
                REPOSITORY.path("charts/gateway-api-crds/crds").toRealPath(),
                CHART.resolve("crds").toRealPath());
    }

    @Test
    void chartAndImagesCarryTheVersionOfTheProduct() throws IOException {
        var pom = VERSION.matcher(Files.readString(REPOSITORY.path("pom.xml")));
        assertTrue(pom.find());
        Map<?, ?> chart = yaml(CHART.resolve("Chart.yaml"));

        assertEquals(pom.group(1), chart.get("version"));
        assertEquals(pom.group(1), chart.get("appVersion"));
    }

    @Test
    void schemaKnowsEveryValueAndNoOther() throws IOException {
        assertSameKeys("", yaml(CHART.resolve("values.yaml")), yaml(CHART.resolve("values.schema.json")));
    }

    @Test
    void rulesAskForMetricsThatExist() throws IOException {
        String documented = Files.readString(REPOSITORY.path("docs/operations.md"))
                + Files.readString(REPOSITORY.path("docs/kubernetes.md"));
        var asked = METRIC.matcher(Files.readString(CHART.resolve("rules/sluice.yaml")))
                .results()
                .map(match -> match.group().replaceFirst("_bucket$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertFalse(asked.isEmpty());
        asked.removeIf(metric -> documented.contains("`" + metric + "`"));
        assertEquals(new TreeSet<>(), asked);
    }

    /** Objects whose keys are the user's, as labels are, have no properties in the schema and end the walk, as do empty ones. */
    private static void assertSameKeys(String path, Map<?, ?> values, Map<?, ?> schema) {
        if (values.isEmpty() || !(schema.get("properties") instanceof Map<?, ?> properties)) {
            return;
        }
        var known = new TreeSet<>(properties.keySet());
        known.remove("global");
        known.removeIf(key -> path.equals(".resources") && key.equals("claims"));
        assertEquals(known, new TreeSet<>(values.keySet()), "values.yaml and values.schema.json at " + path);
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map && properties.get(key) instanceof Map<?, ?> inner) {
                assertSameKeys(path + "." + key, map, inner);
            }
        });
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        return Serialization.unmarshal(Files.readString(file), Map.class);
    }
}
