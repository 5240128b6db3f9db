package dev.sluice.standalone.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command as a user runs it, on the examples as they are in the tree. */
class ValidateCommandTest {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final Path QUICKSTART = EXAMPLES.resolve("quickstart.yaml");
    private static final Pattern LINE = Pattern.compile("(?<file>.+?):(?<line>\\d+): \\w+/[\\w.-]+: [\\w.\\[\\]]+: .+");

    record Answer(int exitCode, List<String> out, List<String> err) {}

    record Broken(Path file, String object, String path, List<String> words) {
        /** The first line of a broken example says what the answer must name. */
        static Broken of(Path file) {
            String demand = lines(file).getFirst();
            return switch (file.getFileName().toString()) {
                case "bad-duration.yaml" ->
                    demanded(file, demand, "RoutingPolicy/d", "spec.timeouts.request", "a duration such as 250ms");
                case "dangling-provider.yaml" ->
                    demanded(file, demand, "ProviderPool/y", "spec.members[0].providerRef", "Provider/nobody");
                case "impossible-shares.yaml" ->
                    demanded(file, demand, "RoutingPolicy/z", "", "minimum shares", "100 %");
                case "metadata-endpoint.yaml" ->
                    demanded(file, demand, "Provider/imds", "spec.endpoints[0].ip.address", "link-local");
                case "missing-credential.yaml" ->
                    demanded(file, demand, "Provider/keyless", "spec.credentials[0].secretKeyRef", "Secret/nowhere");
                case "missing-target.yaml" ->
                    demanded(file, demand, "RoutingPolicy/lost", "spec.targetRefs[0]", "HTTPRoute/absent");
                case "unknown-class.yaml" ->
                    demanded(
                            file,
                            demand,
                            "Provider/x",
                            "spec.class",
                            "Hyperscaler",
                            "BareMetal",
                            "Edge",
                            "Decentralized");
                default -> throw new AssertionError("no expectation for " + file + ": " + demand);
            };
        }

        private static Broken demanded(Path file, String demand, String object, String path, String... words) {
            assertTrue(demand.contains(object) && demand.contains(path), file + " demands something else: " + demand);
            return new Broken(file, object, path, List.of(words));
        }

        boolean answeredBy(String line) {
            return line.startsWith(file + ":")
                    && line.contains(": " + object + ": " + path)
                    && words.stream().allMatch(line::contains);
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static Stream<Broken> brokenExamples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("broken"))) {
            return files.sorted().map(Broken::of).toList().stream();
        }
    }

    @TempDir
    Path folder;

    @Test
    void passesTheQuickstart() {
        assertEquals(new Answer(0, List.of(), List.of()), validate(QUICKSTART.toString()));
    }

    @ParameterizedTest
    @MethodSource("brokenExamples")
    void answersABrokenExampleAsItsFirstLineDemands(Broken broken) {
        Answer answer = validate(broken.file().toString());

        assertEquals(1, answer.exitCode());
        assertTrue(answer.out().stream().anyMatch(broken::answeredBy), answer::toString);
        assertEveryLineHasTheForm(answer);
    }

    @ParameterizedTest
    @MethodSource("brokenExamples")
    void answersABrokenExampleBesideTheQuickstartWithNothingElse(Broken broken) {
        Answer answer = validate(QUICKSTART.toString(), broken.file().toString());

        assertEquals(1, answer.exitCode());
        assertEquals(1, answer.out().size(), answer::toString);
        assertTrue(broken.answeredBy(answer.out().getFirst()), answer::toString);
    }

    @Test
    void refusesLoopbackAndWarnsOfInlineKeysForACluster() {
        Answer answer = validate("--target", "kubernetes", QUICKSTART.toString());

        assertEquals(1, answer.exitCode());
        assertEquals(3, answer.out().size(), answer::toString);
        assertTrue(
                answer.out().stream().allMatch(line -> line.contains("ip.address") && line.contains("loopback")),
                answer::toString);
        assertEquals(1, answer.err().size(), answer::toString);
        assertTrue(answer.err().getFirst().contains(": Secret/acme-nodes: "), answer::toString);
    }

    @Test
    void onlyWarnsOfASecretThatAClusterMayHaveFromElsewhere() {
        String file = write("keyless.yaml", """
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: keyless}
                spec:
                  class: Edge
                  organization: x
                  api: HTTP
                  endpoints: [{fqdn: {hostname: example.com, port: 443}, tls: {mode: ServerOnly}}]
                  credentials: [{in: Header, name: X-Api-Key, secretKeyRef: {name: from-the-store, key: token}}]
                """);

        assertEquals(1, validate(file).exitCode());
        Answer inCluster = validate("--target=kubernetes", file);

        assertEquals(0, inCluster.exitCode(), inCluster::toString);
        assertTrue(inCluster.err().getFirst().contains("Secret/from-the-store"), inCluster::toString);
    }

    @Test
    void refusesUnknownFieldsWithTheNearestName() {
        String file = write("p.yaml", String.join("\n", lines(QUICKSTART)).replace("organization:", "organisation:"));

        Answer answer = validate(file);

        assertEquals(1, answer.exitCode());
        assertEquals(
                file + ":30: Provider/aws-us-east-1: spec.organisation: unknown field; did you mean `organization`?",
                answer.out().getFirst());
    }

    @Test
    void namesTheFirstPlaceOfADuplicateInAnotherFile() {
        String first = write("a.yaml", String.join("\n", lines(QUICKSTART)));
        String copy = write("b.yaml", """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata:
                  name: edge
                spec: {gatewayClassName: sluice, listeners: [{name: http, protocol: HTTP, port: 8081}]}
                """);

        Answer answer = validate(folder.toString());

        assertEquals(
                List.of(copy + ":4: Gateway/edge: metadata.name: is already defined in " + first
                        + ":3; keep one of them"),
                answer.out());
    }

    @Test
    void saysWhereAFileBreaksOffAndWhatIsWrongBeforeIt() {
        String file = write("a.yaml", """
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: y}
                spec: {members: [{providerRef: {name: nobody}, weight: many}]}
                ---
                kind: ProviderPool
                  metadata: {name: z}
                """);

        Answer answer = validate(file);

        assertEquals(1, answer.exitCode());
        assertEquals(2, answer.out().size(), answer::toString);
        assertTrue(
                answer.out().getFirst().startsWith(file + ":4: ProviderPool/y: spec.members[0].weight: "),
                answer::toString);
        assertTrue(answer.out().getLast().startsWith(file + ":7: not valid YAML: "), answer::toString);
        assertTrue(answer.err().getFirst().contains("References were not checked"), answer::toString);
    }

    @Test
    void sortsMistakesByFileAndLine() {
        write("b.yaml", String.join("\n", lines(EXAMPLES.resolve("broken/unknown-class.yaml"))));
        write(
                "a.yaml",
                String.join("\n", lines(QUICKSTART))
                        .replace("weight: 50", "weight: -1")
                        .replace("port: 8080", "port: 0"));

        List<Integer> lines = validate(folder.toString()).out().stream()
                .filter(line -> line.contains("a.yaml"))
                .map(line -> Integer.parseInt(line.replaceFirst(".*?a\\.yaml:(\\d+):.*", "$1")))
                .toList();

        assertTrue(lines.size() >= 2);
        assertEquals(lines.stream().sorted().toList(), lines);
    }

    @Test
    void answersTwoToACommandLineThatIsWrong() {
        assertEquals(2, validate().exitCode());
        assertEquals(2, validate(folder.resolve("absent.yaml").toString()).exitCode());
        assertEquals(2, validate(folder.toString()).exitCode());
        assertEquals(2, validate("--target", "moon", QUICKSTART.toString()).exitCode());
    }

    private static void assertEveryLineHasTheForm(Answer answer) {
        answer.out().forEach(line -> assertTrue(LINE.matcher(line).matches(), line));
    }

    private static Answer validate(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new ValidateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Answer(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
