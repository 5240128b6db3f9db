package dev.sluice.e2e.operator;

import java.util.List;
import java.util.stream.Collectors;

/** Objects as users write them, small where a test does not care. */
final class Manifests {
    private Manifests() {}

    /** A Gateway of little pods that leave quickly, so that many fit beside each other on one node. */
    static String gateway(String name, int port, int replicas) {
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: GatewayParameters
                metadata: {name: %1$s}
                spec:
                  replicas: %3$d
                  resources: {requests: {cpu: 20m, memory: 128Mi}, limits: {memory: 384Mi}}
                  drain: {delay: 3s, timeout: 10s}
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: %1$s}
                spec:
                  gatewayClassName: sluice
                  infrastructure: {parametersRef: {group: sluice.dev, kind: GatewayParameters, name: %1$s}}
                  listeners: [{name: http, protocol: HTTP, port: %2$d}]
                ---
                """.formatted(name, port, replicas);
    }

    static String route(String name, String gateway, String path, String pool) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: %s}
                spec:
                  parentRefs: [{name: %s}]
                  rules:
                  - matches: [{path: {type: PathPrefix, value: "%s"}}]
                    backendRefs: [{group: sluice.dev, kind: ProviderPool, name: %s}]
                ---
                """.formatted(name, gateway, path, pool);
    }

    /** @param members each a providerRef's fields, e.g. {@code name: a, namespace: b} */
    static String pool(String name, List<String> members) {
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: %s}
                spec:
                  members: [%s]
                  outlierDetection: {consecutiveGatewayErrors: 3, baseEjectionTime: 5s, maxEjectionPercent: 60}
                  retryBudget: {percent: 50, minPerSecond: 50}
                  panicThreshold: 30
                ---
                """.formatted(
                        name,
                        members.stream()
                                .map(member -> "{providerRef: {" + member + "}}")
                                .collect(Collectors.joining(", ")));
    }

    /** Of plain HTTP, behind the Service of its name. @param more lines of its spec, e.g. credentials */
    static String provider(String name, String providerClass, String region, String more) {
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: %1$s}
                spec:
                  class: %2$s
                  organization: %1$s
                  location: {region: %3$s}
                  api: HTTP
                  endpoints: [{serviceRef: {name: %1$s, port: 80}, tls: {mode: None}}]
                  price: {currency: USD, perMillionRequests: "10.00"}
                  healthCheck: {type: HTTP, interval: 1s, timeout: 500ms, unhealthyThreshold: 2, healthyThreshold: 2}
                %4$s
                ---
                """.formatted(name, providerClass, region, more.indent(2));
    }

    static String provider(String name, String region) {
        return provider(name, "BareMetal", region, "");
    }

    /** Plans every second and may move fast. */
    static String policy(String route, int pointsPerSecond) {
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: RoutingPolicy
                metadata: {name: %1$s}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: %1$s}]
                  intent: Balanced
                  retry: {attempts: 2, perTryTimeout: 1s}
                  timeouts: {request: 8s}
                  shift:
                    mode: Enforce
                    interval: 1s
                    shiftAway: {maxPointsPerSecond: %2$d, stabilizationWindow: 0s}
                    shiftBack: {maxPointsPerSecond: %2$d, stabilizationWindow: 1s}
                ---
                """.formatted(route, pointsPerSecond);
    }
}
