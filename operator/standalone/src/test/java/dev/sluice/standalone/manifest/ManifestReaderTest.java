package dev.sluice.standalone.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.standalone.manifest.ParsedFile.Extent;
import dev.sluice.standalone.manifest.TypedObjects.Conversion.Converted;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static final SchemaCatalog CATALOG = new SchemaCatalog();
    private static final Path QUICKSTART = Path.of("../../examples/quickstart.yaml");

    private final ManifestReader reader = new ManifestReader(CATALOG);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'just words' | 'f.yaml:1: is not an object; expected apiVersion, kind and metadata'",
                "'kind: Provider' | 'f.yaml:1: apiVersion: is missing; expected one such as sluice.dev/v1alpha1'",
                "'apiVersion: v1\nkind: 5' | 'f.yaml:2: kind: is missing; expected one such as Provider'",
                "'apiVersion: sluice.dev/v1alpha1\nkind: Providr' | 'f.yaml:2: kind: unknown kind \"Providr\"; did you mean `Provider`?'",
                "'apiVersion: gateway.networking.k8s.io/v1alpha9\nkind: HTTPRoute' | 'f.yaml:2: kind: \"gateway.networking.k8s.io/v1alpha9\" has no kind HTTPRoute; expected apiVersion gateway.networking.k8s.io/v1'",
                "'apiVersion: v1\nkind: Secret\nmetadata: {labels: {}}' | 'f.yaml:3: Secret/: metadata.name: is missing; expected a text'",
                "'apiVersion: v1\nkind: Secret' | 'f.yaml:1: Secret/: metadata: is missing; expected a mapping'",
                "'\n\n' | 'f.yaml:1: the file is empty; write a manifest into it or delete it'",
            })
    void saysWhyADocumentNamesNoObject(String text, String line) {
        ParsedFile file = reader.read("f.yaml", text);

        assertEquals(
                List.of(line),
                file.problems().stream().map(ManifestProblem::toString).toList());
        assertEquals(List.of(), file.manifests());
        assertTrue(file.extent() == Extent.PARTLY_UNNAMED || file.extent() == Extent.BLANK);
    }

    @ParameterizedTest
    @CsvSource({
        "sluice.dev/v1alpha1, TrafficPlan, is written by the operator only",
    })
    void doesNotLeaveOutInSilenceWhatItCannotServe(String apiVersion, String kind, String words) {
        ParsedFile file =
                reader.read("f.yaml", "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: x}\n");

        assertTrue(file.problems().getFirst().toString().contains(words), () -> file.problems()
                .toString());
        assertEquals(Extent.WHOLE, file.extent());
    }

    @Test
    void readsEveryObjectOfTheQuickstartAsItsType() throws IOException {
        ParsedFile file = reader.read("quickstart.yaml", Files.readString(QUICKSTART));
        TypedObjects types = new TypedObjects(CATALOG);

        assertEquals(List.of(), file.problems());
        assertEquals(8, file.manifests().size());
        for (Manifest manifest : file.manifests()) {
            assertTrue(manifest.isValid(), () -> manifest.findings().toString());
            assertTrue(
                    types.convert(manifest, 1, 0) instanceof Converted,
                    manifest.ref().toString());
        }
    }

    @Test
    void keepsToOneLineWhateverANameHolds() {
        ParsedFile file =
                reader.read("f.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n\"a\\nb\\tc\": 1\n");

        assertEquals(
                "f.yaml:4: Secret/x: a b c: unknown field; expected one of apiVersion, data, immutable, kind, metadata, stringData, type",
                file.manifests().getFirst().problems().findFirst().orElseThrow().toString());
    }

    /** An editor may be interrupted anywhere, and a merge may leave anything. */
    @Test
    void answersAnyTextWithoutThrowing() throws IOException {
        String whole = Files.readString(QUICKSTART);
        Random random = new Random(7);
        TypedObjects types = new TypedObjects(CATALOG);
        for (int round = 0; round < 80; round++) {
            int from = random.nextInt(whole.length());
            int to = Math.min(whole.length(), from + random.nextInt(40));
            char inserted = "{}[]:-,&*!|>'\"\n\t#%@`\u0000é".charAt(random.nextInt(22));
            String damaged = whole.substring(0, from) + inserted + whole.substring(to);

            ParsedFile file = reader.read("f.yaml", damaged);

            file.manifests().stream().filter(Manifest::isValid).forEach(manifest -> types.convert(manifest, 1, 0));
            Stream.concat(file.problems().stream(), file.manifests().stream().flatMap(Manifest::problems))
                    .forEach(problem ->
                            assertEquals(1, problem.toString().lines().count(), () -> "one line each: " + problem));
        }
    }
}
