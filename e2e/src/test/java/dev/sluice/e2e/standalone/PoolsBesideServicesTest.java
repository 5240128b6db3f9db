package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A ProviderPool as a backend keeps every feature of a route that a Service has, in one rule with Services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolsBesideServicesTest {
    private static final int CALLS = 400;

    private final EchoServer web = new EchoServer("web");
    private final EchoServer files = new EchoServer("files");
    private final EchoServer copies = new EchoServer("copies");
    private final int port = SluiceProcess.freePort();
    private final SluiceProcess sluice;

    PoolsBesideServicesTest() throws IOException {
        Path folder = Files.createTempDirectory("sluice-pools");
        Files.writeString(
                folder.resolve("edge.yaml"),
                MANIFESTS.formatted(port, web.port()) + pool("files", files.port()) + pool("copies", copies.port()));
        sluice = SluiceProcess.run(folder);
    }

    @AfterAll
    void end() {
        sluice.close();
        web.close();
        files.close();
        copies.close();
    }

    @Test
    void weightsFiltersOfTheRuleAndOfEachBackendHoldForBoth() throws IOException {
        List<HttpResponse<String>> answers = calls(CALLS, "/split/x");

        Map<String, Long> bodies =
                answers.stream().collect(Collectors.groupingBy(HttpResponse::body, Collectors.counting()));
        assertEquals(CALLS, bodies.get("web") + bodies.get("files"), bodies::toString);
        assertTrue(bodies.get("web") > CALLS / 2 && bodies.get("web") < CALLS * 9 / 10, bodies::toString);
        answers.forEach(answer -> assertEquals(
                answer.body(), answer.headers().firstValue("X-From").orElse("")));
        answers.forEach(answer ->
                assertEquals("split", answer.headers().firstValue("X-Answered").orElse("")));
        assertTrue(web.asked.contains(new EchoServer.Asked("/split/x", "split")), web.asked::toString);
        assertTrue(files.asked.contains(new EchoServer.Asked("/inner/x", "split")), files.asked::toString);
    }

    @Test
    void aWeightOfZeroIsNeverDrawn() throws IOException {
        calls(50, "/unweighted").forEach(answer -> assertEquals("web", answer.body()));
    }

    @Test
    void copiesGoToPoolsAndServicesFromEither() throws IOException {
        calls(10, "/to-pool").forEach(answer -> assertEquals("files", answer.body()));
        calls(10, "/to-service").forEach(answer -> assertEquals("web", answer.body()));

        eventually("copies of what a pool served, at a Service", web, "/to-pool");
        eventually("the same, at a pool", copies, "/to-pool");
        eventually("copies of what a Service served, at a pool", copies, "/to-service");
    }

    @Test
    void timeoutsOfTheRuleHoldForBoth() throws IOException {
        long start = System.nanoTime();
        calls(12, "/slow").forEach(answer -> assertEquals(504, answer.statusCode()));

        assertTrue(web.asked.stream().anyMatch(each -> each.path().equals("/slow")));
        assertTrue(files.asked.stream().anyMatch(each -> each.path().equals("/slow")));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(60).toNanos(), "long before what is slow answers");
    }

    @Test
    void aBackendMayRedirectWhereTheOtherServes() throws IOException {
        Map<Integer, Long> statuses = calls(100, "/moved").stream()
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));

        assertEquals(List.of(200, 307), statuses.keySet().stream().sorted().toList());
    }

    private void eventually(String what, EchoServer server, String path) {
        Await.until(
                what,
                Duration.ofSeconds(30),
                () -> server.asked.stream()
                                .filter(each -> each.path().equals(path))
                                .count()
                        >= 10,
                () -> server.asked);
    }

    private List<HttpResponse<String>> calls(int times, String path) throws IOException {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(SluiceProcess.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .build()));
        }
        return answers;
    }

    private static String pool(String name, int port) {
        return """
                ---
                apiVersion: sluice.dev/v1alpha1
                kind: ProviderPool
                metadata: {name: %1$s}
                spec: {members: [{providerRef: {name: %1$s}}]}
                ---
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: %1$s}
                spec:
                  class: BareMetal
                  organization: %1$s
                  location: {region: eu}
                  api: HTTP
                  endpoints: [{ip: {address: 127.0.0.1, port: %2$d}, tls: {mode: None}}]
                """.formatted(name, port);
    }

    private static final String MANIFESTS = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              gatewayClassName: sluice
              listeners: [{name: http, protocol: HTTP, port: %1$d}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: both}
            spec:
              parentRefs: [{name: edge}]
              rules:
              - matches: [{path: {value: /split}}]
                filters:
                - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: X-Rule, value: split}]}}
                - {type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: X-Answered, value: split}]}}
                backendRefs:
                - name: web
                  port: 80
                  weight: 3
                  filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: X-From, value: web}]}}]
                - group: sluice.dev
                  kind: ProviderPool
                  name: files
                  weight: 1
                  filters:
                  - {type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: X-From, value: files}]}}
                  - {type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /inner}}}
              - matches: [{path: {value: /unweighted}}]
                backendRefs:
                - {name: web, port: 80}
                - {group: sluice.dev, kind: ProviderPool, name: files, weight: 0}
              - matches: [{path: {value: /to-pool}}]
                filters:
                - {type: RequestMirror, requestMirror: {backendRef: {name: web, port: 80}}}
                - {type: RequestMirror, requestMirror: {backendRef: {group: sluice.dev, kind: ProviderPool, name: copies}}}
                backendRefs: [{group: sluice.dev, kind: ProviderPool, name: files}]
              - matches: [{path: {value: /to-service}}]
                backendRefs:
                - name: web
                  port: 80
                  filters: [{type: RequestMirror, requestMirror: {backendRef: {group: sluice.dev, kind: ProviderPool, name: copies}}}]
              - matches: [{path: {value: /slow}}]
                timeouts: {request: 500ms, backendRequest: 200ms}
                backendRefs:
                - {name: web, port: 80}
                - {group: sluice.dev, kind: ProviderPool, name: files}
              - matches: [{path: {value: /moved}}]
                backendRefs:
                - {name: web, port: 80}
                - group: sluice.dev
                  kind: ProviderPool
                  name: files
                  filters: [{type: RequestRedirect, requestRedirect: {hostname: elsewhere.example, statusCode: 307}}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {ports: [{name: http, port: 80}]}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
            addressType: IPv4
            ports: [{name: http, port: %2$d}]
            endpoints: [{addresses: [127.0.0.1]}]
            """;
}
