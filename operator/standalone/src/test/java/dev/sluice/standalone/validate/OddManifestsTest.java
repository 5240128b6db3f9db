package dev.sluice.standalone.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What fits its schema and makes no sense all the same, and what is merely a lot. One mistake, one line. */
class OddManifestsTest {
    private static final String ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec: {gatewayClassName: sluice, listeners: [{name: http, protocol: HTTP, port: 8080}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web}
            spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: web, port: 80}]}]}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
            addressType: IPv4
            ports: [{port: 8081}]
            endpoints: [{addresses: [10.0.0.1]}]
            ---
            """;
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {ports: [{port: 80}]}
            ---
            """;

    @TempDir
    private Path folder;

    private record Answer(List<String> out, List<String> err) {}

    private Answer validate(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), yaml);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        new CommandLine(new ValidateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(file.toString());
        return new Answer(messages(out), messages(err));
    }

    private static List<String> messages(StringWriter text) {
        return text.toString()
                .lines()
                .map(l -> l.replaceFirst("\\S+m\\.yaml:", ""))
                .toList();
    }

    private static String policy(String spec) {
        return ROUTE + SERVICE + """
                apiVersion: sluice.dev/v1alpha1
                kind: RoutingPolicy
                metadata: {name: p}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: web}]
                """ + "  " + spec + "\n";
    }

    private void assertOnly(String message, String yaml) throws IOException {
        Answer answer = validate(yaml);
        assertEquals(List.of(message), answer.out(), answer::toString);
    }

    @Test
    void aServiceWithoutSpecIsAMistakeAndNoCrash() throws IOException {
        assertOnly(
                "18: Service/web: spec: is missing; expected a mapping",
                ROUTE + SERVICE.replaceFirst("spec: .*\\n", ""));
    }

    @Test
    void aMistakeOfTheSchemaIsToldOnceOnItsLine() throws IOException {
        assertOnly(
                "22: Service/web: spec: is written twice, first in line 21; keep one",
                ROUTE + SERVICE.replace("---\n", "spec: {}\n---\n"));
    }

    @Test
    void aJurisdictionCannotBeAllowedAndDenied() throws IOException {
        assertOnly(
                "28: RoutingPolicy/p: spec.constraints.deniedJurisdictions[1]: US is allowed as well; "
                        + "expected it in one of the two lists",
                policy("constraints: {allowedJurisdictions: [US, DE], deniedJurisdictions: [FR, US]}"));
    }

    @Test
    void aBoundOnAProviderThatIsNotThereBoundsNothing() throws IOException {
        assertOnly(
                "28: RoutingPolicy/p: spec.constraints.shares[0].value: Provider/typo does not exist in namespace "
                        + "default, so that this bounds nothing; expected the name of an existing Provider",
                policy("constraints: {shares: [{by: Provider, value: typo, maxPercent: 10}]}"));
    }

    @Test
    void anAttemptCannotTakeLongerThanItsRequest() throws IOException {
        assertOnly(
                "28: RoutingPolicy/p: spec.timeouts.backend: \"5s\" is longer than the whole request's \"1s\"; "
                        + "expected at most as long",
                policy("timeouts: {request: 1s, backend: 5s}"));
    }

    @Test
    void successIsNotRetried() throws IOException {
        assertOnly(
                "28: RoutingPolicy/p: spec.retry.codes[1]: 200 is no answer that says of a failure; "
                        + "expected a code from 400 to 599",
                policy("retry: {codes: [503, 200]}"));
    }

    @Test
    void aSelectorsOperatorsAreKnownOnes() throws IOException {
        String pool = """
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: y}
                spec: {selector: {matchExpressions: [{key: a, operator: %s}]}}
                """;

        assertOnly(
                "4: ProviderPool/y: spec.selector.matchExpressions[0].operator: \"Like\" is not allowed; "
                        + "expected one of In, NotIn, Exists, DoesNotExist",
                pool.formatted("Like"));
        assertOnly(
                "4: ProviderPool/y: spec.selector.matchExpressions[0].values: is missing; "
                        + "expected the values In compares with",
                pool.formatted("In"));
    }

    @Test
    void anOverrideWhoseTimeIsOverIsWarnedOf() throws IOException {
        Answer answer = validate("""
                apiVersion: sluice.dev/v1alpha1
                kind: TrafficOverride
                metadata: {name: past}
                spec: {target: {region: a}, action: Drain, until: "2020-01-01T00:00:00Z", reason: x}
                """);

        assertEquals(List.of(), answer.out());
        assertEquals(
                List.of("warning: 4: TrafficOverride/past: spec.until: 2020-01-01T00:00:00Z is over, "
                        + "so that it does nothing; expected a time to come"),
                answer.err());
    }

    @Test
    void aThousandProvidersAreNothingSpecial() throws IOException {
        String providers =
                IntStream.range(0, 1_000).mapToObj(i -> """
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: p%d, labels: {of: all}}
                spec:
                  class: BareMetal
                  organization: o%d.example.com
                  api: HTTP
                  endpoints: [{ip: {address: 10.0.0.1, port: 80}, tls: {mode: None}}]
                ---
                """.formatted(i, i)).collect(Collectors.joining());
        String pool = """
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: all}
                spec: {selector: {matchLabels: {of: all}}}
                ---
                """;
        String route = ROUTE.replace("{name: web, port: 80}", "{group: sluice.dev, kind: ProviderPool, name: all}");
        long startedNanos = System.nanoTime();

        assertEquals(new Answer(List.of(), List.of()), validate(route + pool + providers));

        long millis = (System.nanoTime() - startedNanos) / 1_000_000;
        System.out.println("1,000 providers validated in " + millis + " ms");
        assertTrue(millis < 20_000, millis + " ms");
    }
}
