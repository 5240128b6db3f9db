package dev.sluice.standalone.manifest.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlReader;
import java.lang.reflect.Field;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The definitions themselves are the fixture: what is said here is said of the manifests users write. */
class SchemaCatalogTest {
    private static final String GATEWAY_API = "gateway.networking.k8s.io/v1";
    private static final String SLUICE = "sluice.dev/v1alpha1";

    private final SchemaCatalog catalog = new SchemaCatalog();

    @Test
    void everyKnownKindHasADefinitionInEveryVersionItNames() {
        for (KnownKind kind : KnownKind.ALL) {
            for (String version : kind.versions()) {
                String apiVersion = kind.group().isEmpty() ? version : kind.group() + "/" + version;
                YamlMapping empty = object("kind: " + kind.kind() + "\nmetadata: {name: x}\nnonsense: 1\n");

                List<Finding> findings = catalog.validate(kind, apiVersion, empty);

                assertTrue(
                        findings.stream().anyMatch(finding -> finding.path().equals("nonsense")),
                        () -> kind + " in " + version);
            }
        }
    }

    @Test
    void listsTheAllowedValuesAndTheNearest() {
        says(
                "Provider",
                "spec.class",
                "\"Decentralised\" is not allowed; expected one of BareMetal, Decentralized, Edge, "
                        + "Hyperscaler; did you mean `Decentralized`?",
                """
                spec: {class: Decentralised, organization: x, api: HTTP, endpoints: [{ip: {address: 127.0.0.1, port: 1}}]}
                """);
    }

    @Test
    void aNumberIsAllowedByWhatItIsWorth() {
        String route = """
                metadata: {name: x}
                spec:
                  parentRefs: [{name: edge}]
                  rules: [{filters: [{type: RequestRedirect, requestRedirect: {statusCode: %d}}]}]
                """;
        KnownKind httpRoute = KnownKind.ALL.stream()
                .filter(kind -> kind.kind().equals("HTTPRoute"))
                .findFirst()
                .orElseThrow();

        assertEquals(List.of(), catalog.validate(httpRoute, GATEWAY_API, object(route.formatted(307))));
        assertEquals(
                1,
                catalog.validate(httpRoute, GATEWAY_API, object(route.formatted(309)))
                        .size());
    }

    @Test
    void saysTheFormOfADurationInWords() {
        says(
                "RoutingPolicy",
                "spec.timeouts.request",
                "\"soon\" does not have the right form; expected a duration such as 250ms, 10s or 720h",
                "spec: {targetRefs: [{group: sluice.dev, kind: ProviderPool, name: x}], timeouts: {request: soon}}\n");
    }

    @Test
    void knowsWordsForEveryFormOurOwnFieldsUse() throws IllegalAccessException {
        for (Field field : Formats.class.getFields()) {
            String words = Expectation.inWords(Pattern.compile((String) field.get(null)));

            assertTrue(!words.startsWith("a text that matches"), () -> field.getName() + ": " + words);
        }
    }

    @Test
    void tellsAUserWhoseCountryIsReadAsABoolean() {
        says(
                "Provider",
                "spec.location.jurisdictions[1]",
                "NO is read as true or false; expected a text, so write \"NO\"",
                """
                spec: {class: Edge, organization: x, api: HTTP, location: {jurisdictions: [SE, NO]},
                  endpoints: [{ip: {address: 127.0.0.1, port: 1}}]}
                """);
    }

    @Test
    void suggestsTheNearestFieldForAnUnknownOne() {
        says("ProviderPool", "spec.member", "unknown field; did you mean `members`?", "spec: {member: []}\n");
        says(
                "ProviderPool",
                "metadata.label",
                "unknown field; did you mean `labels`?",
                "metadata: {name: x, label: {}}\n");
    }

    @Test
    void namesWhatIsMissingEmptyOrTwice() {
        says("HTTPRoute", "spec.parentRefs", "is empty; expected a list", "spec: {parentRefs: }\n");
        says("Service", "spec.ports[0].port", "is missing; expected a whole number", "spec: {ports: [{name: http}]}\n");
        says(
                "Gateway",
                "spec.listeners[1]",
                "repeats name of spec.listeners[0]; each may appear once",
                "spec: {gatewayClassName: sluice, listeners: [{name: a, protocol: HTTP, port: 80}, {name: a, protocol: HTTP, port: 81}]}\n");
        says(
                "Gateway",
                "spec.gatewayClassName",
                "is written twice, first in line 2; keep one",
                "spec:\n  gatewayClassName: a\n  gatewayClassName: b\n  listeners: [{name: a, protocol: HTTP, port: 80}]\n");
    }

    @Test
    void checksBoundsOfFigures() {
        says(
                "Gateway",
                "spec.listeners[0].port",
                "70000 is too large; expected at most 65535",
                "spec: {gatewayClassName: sluice, listeners: [{name: a, protocol: HTTP, port: 70000}]}\n");
    }

    @Test
    void neverRepeatsTheValueOfASecret() {
        for (String field :
                List.of("stringData: {token: 123456}", "data: {token: '#123456'}", "data: {token: 123456}")) {
            List<Finding> findings = findings("Secret", field + "\n");

            assertEquals(1, findings.size(), field);
            assertTrue(
                    !findings.getFirst().message().contains("123456"),
                    findings.getFirst().message());
        }
    }

    @Test
    void takesEitherANumberOrATextForATargetPort() {
        assertEquals(
                List.of(),
                findings("Service", "spec: {ports: [{port: 80, targetPort: http}, {port: 81, targetPort: 8081}]}\n"));
        says(
                "Service",
                "spec.ports[0].targetPort",
                "true is read as true or false; expected a whole number or a text",
                "spec: {ports: [{port: 80, targetPort: true}]}\n");
    }

    @Test
    void fillsInTheDefaultsOfADefinition() {
        KnownKind kind = catalog.find(GATEWAY_API, "HTTPRoute").orElseThrow();
        YamlMapping route = object(
                "metadata: {name: x}\nspec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: s, port: 80}]}]}\n");
        ObjectNode json = (ObjectNode) route.toJson();

        catalog.applyDefaults(kind, GATEWAY_API, json);

        assertEquals("Gateway", json.at("/spec/parentRefs/0/kind").asText());
        assertEquals("/", json.at("/spec/rules/0/matches/0/path/value").asText());
        JsonNode backend = json.at("/spec/rules/0/backendRefs/0");
        assertEquals(1, backend.path("weight").asInt());
        assertEquals("Service", backend.path("kind").asText());
    }

    private void says(String kind, String path, String message, String yaml) {
        List<Finding> findings = findings(kind, yaml);

        assertTrue(
                findings.stream()
                        .anyMatch(finding ->
                                finding.path().equals(path) && finding.message().equals(message)),
                findings::toString);
    }

    private List<Finding> findings(String kind, String yaml) {
        KnownKind known = KnownKind.ALL.stream()
                .filter(candidate -> candidate.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        String metadata = yaml.contains("metadata:") ? "" : "metadata: {name: x}\n";
        return catalog.validate(known, known.apiVersion(), object(yaml + metadata));
    }

    private static YamlMapping object(String yaml) {
        return (YamlMapping) YamlReader.read(yaml).documents().getFirst();
    }
}
