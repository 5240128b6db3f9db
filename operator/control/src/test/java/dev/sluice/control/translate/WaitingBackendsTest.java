package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.control.resolve.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Valid backends without anybody to ask are answered 503, so the rule keeps its pool; invalid ones lead nowhere, for 500. */
class WaitingBackendsTest {
    private static final String EDGE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              gatewayClassName: sluice
              listeners: [{name: http, protocol: HTTP, port: 8080}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: rpc}
            spec:
              parentRefs: [{name: edge}]
              rules: [{backendRefs: [{group: sluice.dev, kind: ProviderPool, name: rpc}]}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: node}
            spec: {ports: [{port: 8545}]}
            ---
            """;
    private static final String NODE = """
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: own, labels: {tier: own}}
            spec:
              class: BareMetal
              organization: own.example.com
              api: JSONRPC
              endpoints:
              - {chain: "eip155:1", serviceRef: {name: node, port: 8545}, tls: {mode: None}}
            ---
            """;
    private static final String POOL = """
            apiVersion: sluice.dev/v1alpha1
            kind: ProviderPool
            metadata: {name: rpc}
            spec: {chain: "eip155:1", members: [{providerRef: {name: own}}]}
            ---
            """;
    private static final String READY = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: node-1, labels: {kubernetes.io/service-name: node}}
            addressType: IPv4
            ports: [{port: 8545}]
            endpoints: [{addresses: [10.0.0.1]}]
            """;

    private static TranslateResult translate(String yaml) {
        return Translator.translate(Manifests.read(yaml), List.of(), Translator.Target.STANDALONE, 1, 1);
    }

    private static ConfigSnapshot snapshot(TranslateResult result) {
        return result.gateways().getFirst().snapshot();
    }

    private static Backend.Target target(TranslateResult result) {
        return snapshot(result)
                .routes()
                .getFirst()
                .rules()
                .getFirst()
                .backends()
                .getFirst()
                .target();
    }

    private static List<String> problems(TranslateResult result, String kind) {
        return result.statuses().stream()
                .filter(status -> status.ref().kind().equals(kind))
                .flatMap(status -> status.problems().stream())
                .map(Problem::toString)
                .toList();
    }

    @Test
    void aServiceWithNothingReadyLeavesAnEmptyPool() {
        TranslateResult result = translate(EDGE + NODE + POOL);

        assertEquals(new Backend.ToPool("default/rpc"), target(result));
        Pool pool = snapshot(result).pools().getFirst();
        assertEquals(List.of(), pool.members());
        assertEquals(
                List.of("spec.endpoints[0].serviceRef: Service/node has no ready endpoint on port 8545; "
                        + "expected an EndpointSlice of it with one"),
                problems(result, "Provider"));
    }

    @Test
    void aSliceWhoseListsAreNullHoldsNobody() {
        String empty = READY.replace("[{port: 8545}]", "null").replace("[{addresses: [10.0.0.1]}]", "null");

        TranslateResult result = translate(EDGE + NODE + POOL + empty);

        assertEquals(List.of(), snapshot(result).pools().getFirst().members());
    }

    @Test
    void aReadyEndpointFillsThePoolAgain() {
        Pool pool = snapshot(translate(EDGE + NODE + POOL + READY)).pools().getFirst();

        assertEquals(List.of(new Pool.Member("default/own", 1, 0)), pool.members());
    }

    @Test
    void aProviderThatDoesNotExistLeadsNowhere() {
        assertInstanceOf(Backend.Unresolved.class, target(translate(EDGE + POOL)));
    }

    @Test
    void aSelectorThatTakesNobodySaysSo() {
        TranslateResult result = translate(EDGE
                + NODE
                + POOL.replace("members: [{providerRef: {name: own}}]", "selector: {matchLabels: {tier: none}}"));

        assertEquals(new Backend.ToPool("default/rpc"), target(result));
        assertEquals(
                List.of("spec.selector: takes no Provider of namespace default; expected labels that one of them has"),
                problems(result, "ProviderPool"));
    }

    @Test
    void aProviderKeepsItsNameWhileOneOfItsChainsWaits() {
        String two = NODE.replace(
                "  endpoints:\n",
                "  endpoints:\n  - {chain: \"eip155:10\", ip: {address: 10.0.0.9, port: 80}, tls: {mode: None}}\n");
        String pool = POOL.replace("eip155:1", "eip155:10");

        List<Pool.Member> waiting =
                snapshot(translate(EDGE + two + pool)).pools().getFirst().members();
        List<Pool.Member> ready = snapshot(translate(EDGE + two + pool + READY))
                .pools()
                .getFirst()
                .members();

        assertEquals("default/own@eip155:10", waiting.getFirst().provider());
        assertEquals(waiting, ready);
    }

    @Test
    void aSpareWithoutWeightDoesNotBreakThePoolWhileTheOthersWait() {
        String spare = NODE.replace("name: own, labels: {tier: own}", "name: spare")
                .replace("serviceRef: {name: node, port: 8545}", "ip: {address: 10.0.0.9, port: 80}");
        String pool = POOL.replace("{name: own}}]", "{name: own}}, {providerRef: {name: spare}, weight: 0}]");

        TranslateResult result = translate(EDGE + NODE + spare + pool);

        assertEquals(new Backend.ToPool("default/rpc"), target(result));
        assertEquals(List.of(), problems(result, "ProviderPool"));
    }

    @Test
    void aRouteToAServiceWithNothingReadyIsWarnedOf() {
        String route = EDGE.replace("{group: sluice.dev, kind: ProviderPool, name: rpc}", "{name: node, port: 8545}");

        TranslateResult result = translate(route);

        assertEquals(new Backend.ToPool("service:default/node:8545"), target(result));
        assertTrue(
                problems(result, "HTTPRoute").getFirst().contains("Service/node has no ready endpoint on port 8545"));
    }
}
