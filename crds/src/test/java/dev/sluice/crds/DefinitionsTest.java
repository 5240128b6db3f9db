package dev.sluice.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static final Path CHART = Path.of("../charts/sluice-crds/crds");

    @Test
    void chartCarriesTheDefinitionsOfTheClasses() throws IOException {
        Map<String, String> expected = Definitions.yaml();
        if (Golden.REWRITE) {
            for (var file : expected.entrySet()) {
                Files.createDirectories(CHART);
                Files.writeString(CHART.resolve(file.getKey()), file.getValue());
            }
        }
        assertEquals(expected, inChart(), () -> "charts/sluice-crds is stale; " + Golden.COMMAND);
    }

    private static Map<String, String> inChart() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(CHART)) {
            for (Path path : found.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
