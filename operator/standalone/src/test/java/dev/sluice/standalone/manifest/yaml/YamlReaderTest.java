package dev.sluice.standalone.manifest.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO | false",
                "on | true",
                "y | '\"y\"'",
                "'\"NO\"' | '\"NO\"'",
                "014 | 12",
                "0x10 | 16",
                "1_000 | 1000",
                "14.00 | 14.00",
                "2026-01-01T00:00:00Z | '\"2026-01-01T00:00:00Z\"'",
                "~ | null",
                "eip155:1 | '\"eip155:1\"'",
                "!!str 12 | '\"12\"'",
                "127.0.0.1 | '\"127.0.0.1\"'",
            })
    void readsPlainWordsAsKubectlWould(String written, String expectedJson) throws Exception {
        JsonNode value = only("key: " + written).toJson().path("key");

        assertEquals(expectedJson, new ObjectMapper().writeValueAsString(value));
    }

    @Test
    void findsTheLineOfFieldsInBlockAndFlowStyle() {
        YamlValue document = only("""
                spec:
                  members:
                  - providerRef: {name: a}
                  - {weight: 1,
                     priority: 0}
                  timeouts:
                    request: 10s
                metadata:
                  annotations:
                    sluice.dev/owner: x
                """);

        assertEquals(3, line(document, "spec.members[0].providerRef.name"));
        assertEquals(4, line(document, "spec.members[1].weight"));
        assertEquals(5, line(document, "spec.members[1].priority"));
        assertEquals(7, line(document, "spec.timeouts.request"));
        assertEquals(10, line(document, "metadata.annotations[sluice.dev/owner]"));
        assertEquals(10, line(document, "metadata.annotations.sluice.dev/owner"));
    }

    @Test
    void answersTheNearestEnclosingLineForAFieldThatIsNotWritten() {
        YamlValue document = only("""
                kind: X
                spec:
                  endpoints:
                  - path: /
                """);

        assertEquals(4, line(document, "spec.endpoints[0].ip.address"));
        assertEquals(3, line(document, "spec.endpoints[7].path"));
        assertEquals(2, line(document, "spec.class"));
        assertEquals(1, line(document, "status"));
    }

    @Test
    void pointsToTheUseOfAnAliasAndInsideItToItsDefinition() {
        YamlValue document = only("""
                common: &t
                  request: soon
                first:
                  timeouts: *t
                second:
                - *t
                merged:
                  <<: *t
                  other: 1
                """);

        assertEquals(4, line(document, "first.timeouts"));
        assertEquals(2, line(document, "first.timeouts.request"));
        assertEquals(6, line(document, "second[0]"));
        assertEquals(2, line(document, "merged.request"));
        assertEquals("soon", document.toJson().at("/merged/request").asText());
    }

    @Test
    void remembersKeysWrittenTwiceAndKeepsTheFirst() {
        YamlMapping document = (YamlMapping) only("a: 1\nb: 2\na: 3\n");

        assertEquals(1, document.toJson().path("a").asInt());
        assertEquals(3, document.duplicates().getFirst().at().line());
        assertEquals(1, document.duplicates().getFirst().firstAt().line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\nb: [1, 2\nc: 3\n' | 3",
                "'a: 1\n  b: 2\n' | 2",
                "'a: *nowhere\n' | 1",
                "'a: &x [*x]\n' | 1",
                "'a: !!java.net.URL [x]\n' | 1",
                "'a: 1\n[1]: 2\n' | 2",
                "'a: \"open\n' | 2",
                "'a: 1\nb: \u0007\n' | 2",
            })
    void saysTheLineWhereTheTextCannotBeRead(String text, int line) {
        YamlStream stream = YamlReader.read(text);

        assertEquals(line, stream.error().orElseThrow().at().line(), () -> stream.error()
                .toString());
    }

    @Test
    void keepsTheDocumentsBeforeAnError() {
        YamlStream stream = YamlReader.read("a: 1\n---\nb: 2\n---\nc: [\n");

        assertEquals(2, stream.documents().size());
        assertEquals(6, stream.error().orElseThrow().at().line());
    }

    @Test
    void refusesWhatWouldGrowWithoutBound() {
        String bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 12)
                        .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]")
                        .collect(Collectors.joining("\n"));

        assertTrue(YamlReader.read(bomb).error().orElseThrow().reason().contains("aliases"));
        assertTrue(YamlReader.read("[".repeat(100_000))
                .error()
                .orElseThrow()
                .reason()
                .contains("nested"));
        assertTrue(YamlReader.read("x".repeat(4_000_000))
                .error()
                .orElseThrow()
                .reason()
                .contains("3 MiB"));
    }

    @Test
    void readsJsonIndentedByTabs() {
        YamlStream stream = YamlReader.readJson("{\n\t\"a\": {\n\t\t\"b\": \"c:d \\u00e9 \\/\"\n\t}\n}\n");

        assertEquals(
                "c:d é /", stream.documents().getFirst().toJson().at("/a/b").asText());
        assertEquals(3, line(stream.documents().getFirst(), "a.b"));
    }

    private static int line(YamlValue document, String path) {
        return FieldPath.locate(document, path).line();
    }

    private static YamlValue only(String text) {
        YamlStream stream = YamlReader.read(text);
        assertTrue(stream.error().isEmpty(), () -> stream.error().toString());
        return stream.documents().getFirst();
    }
}
