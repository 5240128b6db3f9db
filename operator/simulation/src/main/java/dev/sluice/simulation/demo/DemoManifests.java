package dev.sluice.simulation.demo;

import dev.sluice.contract.snapshot.Price;
import dev.sluice.simulation.http.RequiredCredential;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what a user would have written for these providers. */
final class DemoManifests {
    private static final double USUAL_LENGTH_SECONDS = 66;

    private final DemoScenario scenario;
    private final Map<DemoProvider, Integer> ports;

    /** @param ports where each provider listens */
    DemoManifests(DemoScenario scenario, Map<DemoProvider, Integer> ports) {
        this.scenario = scenario;
        this.ports = ports;
    }

    /** Text by file name. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("gateway.yaml", gateway());
        files.put(
                "providers.yaml",
                join(ports.keySet().stream().map(this::provider).toList()));
        files.put(
                "secrets.yaml",
                join(ports.keySet().stream()
                        .filter(provider -> provider.credential() != null)
                        .map(DemoManifests::secret)
                        .toList()));
        files.put("pool.yaml", pool());
        files.put("policy.yaml", policy());
        return files;
    }

    private static String join(List<String> documents) {
        return String.join("---\n", documents);
    }

    private String gateway() {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge}
                spec:
                  gatewayClassName: sluice
                  listeners:
                  - {name: http, protocol: HTTP, port: %d}
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: ethereum}
                spec:
                  parentRefs: [{name: edge}]
                  rules:
                  - matches:
                    - path: {type: PathPrefix, value: /eth}
                    filters:
                    - type: URLRewrite
                      urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}
                    backendRefs:
                    - {group: sluice.dev, kind: ProviderPool, name: ethereum}
                """.formatted(scenario.gatewayPort());
    }

    private String provider(DemoProvider provider) {
        RequiredCredential credential = provider.credential();
        String path = credential instanceof RequiredCredential.InPath inPath
                ? ", path: \"%s{credential}\"".formatted(inPath.prefix())
                : "";
        String key = "secretKeyRef: {name: %s, key: token}".formatted(provider.secretName());
        String credentials =
                switch (credential) {
                    case null -> "";
                    case RequiredCredential.InPath inPath -> "  credentials: [{in: Path, %s}]\n".formatted(key);
                    case RequiredCredential.InHeader inHeader ->
                        "  credentials: [{in: Header, name: %s, %s}]\n".formatted(inHeader.name(), key);
                    case RequiredCredential.InQuery inQuery ->
                        "  credentials: [{in: Query, name: %s, %s}]\n".formatted(inQuery.name(), key);
                };
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: %s, labels: {chain: ethereum}}
                spec:
                  class: %s
                  organization: %s
                  location: %s
                  api: JSONRPC
                  capabilities: [Logs]
                  endpoints:
                  - {chain: "eip155:1", ip: {address: 127.0.0.1, port: %d}%s, tls: {mode: None}}
                %s  price:
                    currency: USD
                    perMillionRequests: "%s"
                    methods:
                %s  capacity: {requestsPerSecond: %d}
                  healthCheck: {type: JSONRPC, interval: 1s, timeout: 500ms, unhealthyThreshold: 2, healthyThreshold: 2, jsonrpc: {method: eth_blockNumber}}
                """.formatted(
                        provider.name(),
                        provider.providerClass().label(),
                        provider.organization(),
                        provider.location(),
                        ports.get(provider),
                        path,
                        credentials,
                        perMillion(provider.profile().price().perMillionRequestsMicros()),
                        methods(provider.profile().price()),
                        // Calls weigh about one and a half units each in the demo's mix.
                        provider.profile().unitsPerSecond() * 2 / 3);
    }

    private static String methods(Price price) {
        return price.methods().stream()
                .map(method -> "    - {name: %s, perMillionRequests: \"%s\"}\n"
                        .formatted(method.pattern(), perMillion(method.perMillionRequestsMicros())))
                .collect(Collectors.joining());
    }

    private static String perMillion(long micros) {
        return BigDecimal.valueOf(micros, 6).setScale(2).toPlainString();
    }

    private static String secret(DemoProvider provider) {
        RequiredCredential credential = provider.credential();
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %s}
                stringData: {token: %s}
                """.formatted(provider.secretName(), credential == null ? "" : credential.value());
    }

    private String pool() {
        String members = ports.keySet().stream()
                .map(provider -> "  - {providerRef: {name: %s}, weight: %d, priority: 0}\n"
                        .formatted(provider.name(), provider.weight()))
                .collect(Collectors.joining());
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: ethereum}
                spec:
                  chain: "eip155:1"
                  members:
                %s  outlierDetection: {consecutiveGatewayErrors: 5, interval: 2s, baseEjectionTime: 5s, maxEjectionPercent: 50}
                  retryBudget: {percent: 20, minPerSecond: 10}
                  panicThreshold: 50
                """.formatted(members);
    }

    /** A minute shows what takes a quarter of an hour by day, so traffic moves faster than by default. */
    private String policy() {
        double pace = USUAL_LENGTH_SECONDS / (scenario.length().toMillis() / 1e3);
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: RoutingPolicy
                metadata: {name: ethereum}
                spec:
                  targetRefs:
                  - {group: gateway.networking.k8s.io, kind: HTTPRoute, name: ethereum}
                  intent: Fastest
                  objectives:
                    availability: {target: "99.95", window: 720h}
                    latency: {percentile: 95, target: 100ms}
                  constraints:
                    shares:
                    - {by: Organization, maxPercent: 35}
                    - {by: Class, value: Hyperscaler, maxPercent: 55}
                    - {by: Class, value: BareMetal, maxPercent: 25}
                    - {by: Class, value: Decentralized, minPercent: 10}
                    onInfeasible: Relax
                  requestClasses:
                  - {name: writes, match: {methods: [eth_sendRawTransaction]}, value: High}
                  - {name: history, match: {methods: [eth_getLogs]}, value: Low}
                  retry: {attempts: 2, perTryTimeout: 2s}
                  timeouts: {request: 10s}
                  shift:
                    mode: Enforce
                    interval: 1s
                    shiftAway: {maxPointsPerSecond: %d, stabilizationWindow: 0s}
                    shiftBack: {maxPointsPerSecond: %d, stabilizationWindow: %s}
                """.formatted(points(8 * pace), points(6 * pace), seconds(Duration.ofMillis((long) (4_000 / pace))));
    }

    private static long points(double perSecond) {
        return Math.clamp(Math.round(perSecond), 1, 100);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
