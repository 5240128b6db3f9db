package dev.sluice.standalone.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A small set of manifests over two simulated providers. */
record Manifests(Path folder, int gatewayPort) {
    /** As editors save: whole, or not at all. */
    void write(String file, String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve("." + file + ".tmp"), text);
        Files.move(fresh, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    String gateway() {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge}
                spec:
                  gatewayClassName: sluice
                  listeners:
                  - {name: http, protocol: HTTP, port: %d}
                """.formatted(gatewayPort);
    }

    String route(String prefix) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: chain}
                spec:
                  parentRefs: [{name: edge}]
                  rules:
                  - matches:
                    - path: {type: PathPrefix, value: %s}
                    filters:
                    - type: URLRewrite
                      urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}
                    backendRefs:
                    - {group: sluice.dev, kind: ProviderPool, name: chain}
                """.formatted(prefix);
    }

    String pool(int dearPort, int cheapPort, String secret) {
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: dear}
                spec:
                  class: Hyperscaler
                  organization: dear-inc
                  api: JSONRPC
                  endpoints:
                  - {chain: "eip155:1", ip: {address: 127.0.0.1, port: %d}, tls: {mode: None}}
                  price: {currency: USD, perMillionRequests: "6.00"}
                  healthCheck: {type: JSONRPC, interval: 1s, timeout: 500ms, unhealthyThreshold: 2, healthyThreshold: 1, jsonrpc: {method: eth_blockNumber}}
                ---
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: cheap}
                spec:
                  class: Decentralized
                  organization: cheap-dao
                  api: JSONRPC
                  endpoints:
                  - {chain: "eip155:1", ip: {address: 127.0.0.1, port: %d}, tls: {mode: None}}
                  credentials:
                  - {in: Header, name: X-Api-Key, secretKeyRef: {name: cheap, key: token}}
                  price: {currency: USD, perMillionRequests: "5.00"}
                  healthCheck: {type: JSONRPC, interval: 1s, timeout: 500ms, unhealthyThreshold: 2, healthyThreshold: 1, jsonrpc: {method: eth_blockNumber}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: cheap}
                stringData: {token: %s}
                ---
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: chain}
                spec:
                  chain: "eip155:1"
                  members:
                  - {providerRef: {name: dear}, weight: 50}
                  - {providerRef: {name: cheap}, weight: 50}
                  outlierDetection: {consecutiveGatewayErrors: 5, interval: 1s, baseEjectionTime: 5s, maxEjectionPercent: 50}
                """.formatted(dearPort, cheapPort, secret);
    }

    String policy(String intent) {
        return """
                apiVersion: sluice.dev/v1alpha1
                kind: RoutingPolicy
                metadata: {name: chain}
                spec:
                  targetRefs:
                  - {group: gateway.networking.k8s.io, kind: HTTPRoute, name: chain}
                  intent: %s
                  retry: {attempts: 2, perTryTimeout: 2s}
                  shift:
                    mode: Enforce
                    interval: 1s
                    shiftAway: {maxPointsPerSecond: 50, stabilizationWindow: 0s}
                """.formatted(intent);
    }
}
