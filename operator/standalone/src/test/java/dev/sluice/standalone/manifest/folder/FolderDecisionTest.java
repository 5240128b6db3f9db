package dev.sluice.standalone.manifest.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.ManifestReader;
import dev.sluice.standalone.manifest.TypedObjects;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FolderDecisionTest {
    private static final SchemaCatalog CATALOG = new SchemaCatalog();

    private final ManifestReader reader = new ManifestReader(CATALOG);
    private final TypedObjects types = new TypedObjects(CATALOG);
    private final Map<String, String> files = new TreeMap<>();
    private FolderMemory memory = FolderMemory.EMPTY;

    @Test
    void keepsTheLastGoodVersionOfAnObjectThatBecomesInvalid() {
        write("a.yaml", pool("a", "1"));
        look();

        write("a.yaml", pool("a", "-1"));
        FolderState state = look();

        assertEquals(List.of(1), weights(state));
        assertEquals(
                List.of("a.yaml:4: ProviderPool/a: spec.members[0].weight: -1 is too small; expected at least 0"),
                lines(state));
        assertEquals(List.of(), state.resources().rejected());
    }

    @Test
    void servesTheMendedVersionAndForgetsTheProblem() {
        write("a.yaml", pool("a", "1"));
        look();
        write("a.yaml", pool("a", "-1"));
        look();

        write("a.yaml", pool("a", "2"));
        FolderState state = look();

        assertEquals(List.of(2), weights(state));
        assertEquals(List.of(), state.problems());
        assertEquals(2, generation(state, "a"));
    }

    @Test
    void rejectsANewInvalidObjectAndSaysWhomItMeantToGovern() {
        write("p.yaml", """
                apiVersion: sluice.dev/v1alpha1
                kind: RoutingPolicy
                metadata: {name: p, namespace: shop}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r}]
                  timeouts: {request: soon}
                """);

        FolderState state = look();

        RejectedObject rejected = state.resources().rejected().getFirst();
        assertEquals(new ObjectRef("RoutingPolicy", "shop", "p"), rejected.ref());
        assertEquals(List.of(new ObjectRef("HTTPRoute", "shop", "r")), rejected.targets());
        assertEquals("spec.timeouts.request", rejected.problems().getFirst().path());
        assertEquals(6, state.problems().getFirst().place().line());
    }

    @Test
    void oneBrokenFileLeavesTheOthersAndItsOwnLastGoodObjectsInForce() {
        write("a.yaml", pool("a", "1") + "---\n" + pool("b", "2"));
        write("c.yaml", pool("c", "3"));
        look();

        write("a.yaml", pool("a", "7") + "---\nspec: [\n");
        write("c.yaml", pool("c", "4"));
        FolderState state = look();

        assertEquals(List.of(1, 2, 4), weights(state));
        assertEquals(1, state.problems().size());
        assertTrue(lines(state).getFirst().startsWith("a.yaml:7: not valid YAML: "), () -> lines(state)
                .toString());
    }

    @Test
    void takesNothingAwayWhileAFileIsEmptyOrHidesAnObject() {
        write("a.yaml", pool("a", "1") + "---\n" + pool("b", "2"));
        look();

        write("a.yaml", "");
        assertEquals(List.of(1, 2), weights(look()));

        write("a.yaml", pool("a", "5") + "---\n" + pool("b", "6").replace("ProviderPool", "ProviderPol"));
        FolderState state = look();

        assertEquals(List.of(5, 2), weights(state));
        assertEquals(
                List.of("a.yaml:7: kind: unknown kind \"ProviderPol\"; did you mean `ProviderPool`?"), lines(state));
    }

    @Test
    void removesWhatIsTakenOutOfAFileOrDeletedWithIt() {
        write("a.yaml", pool("a", "1") + "---\n" + pool("b", "2"));
        write("c.yaml", pool("c", "3"));
        look();

        write("a.yaml", pool("a", "1"));
        assertEquals(List.of(1, 3), weights(look()));

        files.remove("a.yaml");
        assertEquals(List.of(3), weights(look()));

        write("c.yaml", "# " + pool("c", "3").replace("\n", "\n# "));
        assertEquals(List.of(), weights(look()));
    }

    @Test
    void aRenamedFileChangesNothing() {
        write("a.yaml", pool("a", "1"));
        Resources before = look().resources();

        files.remove("a.yaml");
        write("z.yaml", pool("a", "1"));
        FolderState state = look();

        assertEquals(before, state.resources());
        assertEquals(
                "z.yaml:3", state.place(ref("a"), "metadata.name").orElseThrow().toString());
    }

    @Test
    void aCopyBesideTheServingFileIsTheDuplicateWhateverItsName() {
        write("m.yaml", pool("a", "1"));
        look();

        write("a.yaml", pool("a", "9"));
        FolderState state = look();

        assertEquals(List.of(1), weights(state));
        assertEquals(
                List.of("a.yaml:3: ProviderPool/a: metadata.name: is already defined in m.yaml:1; keep one of them"),
                lines(state));
    }

    @Test
    void namesTheFirstPlaceOfADuplicateInTheSameFile() {
        write("a.yaml", pool("a", "1") + "---\n" + pool("a", "2"));

        FolderState state = look();

        assertEquals(List.of(1), weights(state));
        assertEquals(
                List.of("a.yaml:8: ProviderPool/a: metadata.name: is already defined in a.yaml:1; keep one of them"),
                lines(state));
    }

    @Test
    void theSameNameInAnotherNamespaceOrOfAnotherKindIsNoDuplicate() {
        write("a.yaml", pool("a", "1") + "---\n" + pool("a, namespace: other", "2"));

        assertEquals(List.of(1, 2), weights(look()));
        assertEquals(List.of(), look().problems());
    }

    @Test
    void generationGrowsWithTheSpecAndAgeStays() {
        write("b.yaml", pool("b", "1"));
        String age = pools(look()).getFirst().getMetadata().getCreationTimestamp();

        write("a.yaml", pool("a", "1"));
        write("b.yaml", "# a comment\n" + pool("b, labels: {x: y}", "1"));
        assertEquals(1, generation(look(), "b"));

        write("b.yaml", pool("b", "2"));
        FolderState state = look();

        assertEquals(2, generation(state, "b"));
        assertEquals(
                List.of("b", "a"),
                pools(state).stream().map(pool -> pool.getMetadata().getName()).toList());
        assertEquals(age, pools(state).getFirst().getMetadata().getCreationTimestamp());
    }

    @Test
    void readsListsAndJson() {
        write("list.json", """
                {"apiVersion": "v1", "kind": "List", "items": [
                \t{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "stringData": {"token": "x"}},
                \t{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "t"}, "data": {"token": "eA=="}}
                ]}
                """);

        FolderState state = look();

        assertEquals(List.of(), state.problems());
        assertEquals(
                List.of("eA==", "eA=="),
                state.resources().secrets().stream()
                        .map(s -> s.getData().get("token"))
                        .toList());
        assertEquals(
                3,
                state.place(new ObjectRef("Secret", "default", "t"), "data.token")
                        .orElseThrow()
                        .line());
    }

    private void write(String file, String text) {
        files.put(file, text);
    }

    private FolderState look() {
        FolderDecision.Outcome outcome = FolderDecision.decide(
                types,
                memory,
                files.entrySet().stream()
                        .map(file -> reader.read(file.getKey(), file.getValue()))
                        .toList());
        memory = outcome.memory();
        return outcome.state();
    }

    private static String pool(String name, String weight) {
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: %s}
                spec: {members: [{providerRef: {name: p}, weight: %s}]}
                """.formatted(name, weight);
    }

    private static List<ProviderPool> pools(FolderState state) {
        return state.resources().pools();
    }

    private static List<Integer> weights(FolderState state) {
        return pools(state).stream()
                .map(pool -> pool.getSpec().members().getFirst().weight())
                .toList();
    }

    private static List<String> lines(FolderState state) {
        return state.problems().stream().map(ManifestProblem::toString).toList();
    }

    private static long generation(FolderState state, String name) {
        return pools(state).stream()
                .filter(pool -> pool.getMetadata().getName().equals(name))
                .map(HasMetadata::getMetadata)
                .findFirst()
                .orElseThrow()
                .getGeneration();
    }

    private static ObjectRef ref(String name) {
        return new ObjectRef("ProviderPool", "default", name);
    }
}
