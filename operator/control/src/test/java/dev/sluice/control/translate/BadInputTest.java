package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.Packing;
import dev.sluice.contract.delivery.SnapshotSlots;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sizes beyond what anybody wants, and what a tenant can do to others. Mistakes as such: golden folders bad-input and broken. */
class BadInputTest {
    private static final int LONG = 10_000;
    private static final int MOST_LISTENERS = 64;
    private static final int FLOOD = 2_000;

    private static final String EDGE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              gatewayClassName: sluice
              listeners: [{name: http, protocol: HTTP, port: 80, allowedRoutes: {namespaces: {from: All}}}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {ports: [{port: 80}]}
            ---
            """;

    @Test
    void aPatternOfTenThousandCharactersIsRefusedAndTheRestServed() {
        TranslateResult result = translate(EDGE + """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: long}
                spec:
                  parentRefs: [{name: edge}]
                  rules:
                  - matches: [{headers: [{name: x, type: RegularExpression, value: "%s"}]}]
                    backendRefs: [{name: web, port: 80}]
                  - matches: [{headers: [{name: x, value: "%s"}]}]
                    backendRefs: [{name: web, port: 80}]
                """.formatted("(a|b)*".repeat(LONG / 6), "a".repeat(LONG)));
        List<Condition> conditions =
                status(result, "HTTPRoute", "long").parents().getFirst().conditions();
        assertTrue(
                status(result, "HTTPRoute", "long").problems().stream()
                        .anyMatch(p -> p.path().equals("spec.rules[0].matches[0].headers[0].value")),
                result.statuses()::toString);
        assertTrue(conditions.stream().allMatch(c -> c.message().length() < 32_768), "as long as conditions may be");
        assertEquals(1, snapshot(result).routes().getFirst().rules().size());
    }

    @Test
    void sixtyFourListenersHaveSixtyFourCertificates() {
        String listeners = IntStream.range(0, MOST_LISTENERS)
                .mapToObj(
                        "  - {name: l%1$d, protocol: HTTPS, port: 443, hostname: h%1$d.example, tls: {certificateRefs: [{name: c%1$d}]}}"
                                ::formatted)
                .collect(Collectors.joining("\n"));
        String secrets = IntStream.range(0, MOST_LISTENERS)
                .mapToObj(i -> """
                        ---
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: c%d}
                        stringData:
                          tls.crt: "-----BEGIN CERTIFICATE-----\\nCERTIFICATE_OF_EC\\n-----END CERTIFICATE-----"
                          tls.key: "-----BEGIN PRIVATE KEY-----\\nKEY_OF_EC\\n-----END PRIVATE KEY-----"
                        """.formatted(i))
                .collect(Collectors.joining());
        TranslateResult result = translate("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge}
                spec:
                  gatewayClassName: sluice
                  listeners:
                """ + listeners + "\n" + secrets);
        assertEquals(MOST_LISTENERS, snapshot(result).listeners().size());
        assertEquals(
                MOST_LISTENERS,
                result.gateways().getFirst().credentials().values().size());
        assertTrue(status(result, "Gateway", "edge").valid());
    }

    /** Whoever writes more routes gets none of another's traffic: on equal matches the older route is served. */
    @Test
    void aFloodOfRoutesLeavesThoseOfOthersFirst() {
        String flood = IntStream.range(0, FLOOD)
                .mapToObj(i -> route("tenant-b", "flood-" + i, "2026-01-02T00:00:00Z"))
                .collect(Collectors.joining());
        TranslateResult result = translate(EDGE + flood + route("tenant-a", "mine", "2026-01-01T00:00:00Z"));
        List<Route> routes = snapshot(result).routes();
        assertEquals(FLOOD + 1, routes.size());
        assertEquals("tenant-a/mine", routes.getFirst().id());
        assertTrue(status(result, "HTTPRoute", "mine").parents().getFirst().conditions().stream()
                .anyMatch(c -> c.is(ConditionType.ACCEPTED) && c.holds()));
    }

    /** A standing refusal has neither those refused nor others translated differently the next time. */
    @Test
    void whoIsRefusedIsRefusedAgainByWhoRemembers() {
        String noise = noise(200_000);
        Resources resources = Manifests.read(EDGE
                + IntStream.range(0, 30)
                        .mapToObj(i -> route("tenant-b", "flood-" + i, "2026-01-01T00:00:%02dZ".formatted(i))
                                .replace(
                                        "[{}]",
                                        "[{matches: [{headers: [{name: x, value: \"%d%s\"}]}]}]".formatted(i, noise)))
                        .collect(Collectors.joining())
                + route("tenant-a", "mine", "2026-01-02T00:00:00Z"));
        TranslateResult expected = Translator.translate(resources, List.of(), Translator.Target.KUBERNETES, 1, 1);
        assertTrue(snapshot(expected).routes().size() < 31, "nothing was refused");

        Translator remembering = new Translator(Translator.Target.KUBERNETES);
        assertEquals(expected, remembering.translate(resources, List.of(), 1, 1));
        assertEquals(expected, remembering.translate(resources, List.of(), 1, 1));
    }

    /** Who writes more than there is room for is refused the rest, and told; others have all they wrote. */
    @Test
    void whoFillsTheSnapshotTakesNobodysRoom() {
        String noise = noise(200_000);
        String flood = IntStream.range(0, 60)
                .mapToObj(i -> route("tenant-b", "flood-" + i, "2026-01-01T00:00:%02dZ".formatted(i))
                        .replace("[{}]", "[{matches: [{headers: [{name: x, value: \"%d%s\"}]}]}]".formatted(i, noise)))
                .collect(Collectors.joining());
        String others = IntStream.range(0, 100)
                .mapToObj(i -> route("tenant-a", "mine-" + i, "2026-01-02T00:00:00Z"))
                .collect(Collectors.joining());

        TranslateResult result = translate(EDGE + flood + others);

        List<Route> served = snapshot(result).routes();
        assertEquals(
                100, served.stream().filter(r -> r.id().startsWith("tenant-a/")).count());
        long left = served.size() - 100;
        assertTrue(left > 20 && left < 30, "routes of the flood that are left: " + left);
        assertInstanceOf(Packing.Slots.class, SnapshotSlots.pack(snapshot(result)));
        ObjectStatus newest = status(result, "HTTPRoute", "flood-59");
        Condition accepted = newest.parents().getFirst().conditions().getFirst();
        assertFalse(accepted.holds());
        assertTrue(accepted.message().contains("namespace tenant-b has its whole share"), accepted.message());
        assertTrue(status(result, "HTTPRoute", "flood-0").parents().getFirst().conditions().stream()
                .allMatch(Condition::holds));
    }

    /** The same for certificates of the backends that routes lead to. */
    @Test
    void whoFillsTheCredentialsTakesNobodysRoom() {
        String flood = IntStream.range(0, 20)
                .mapToObj(i -> secured("tenant-b", i, noise(60_000) + "\\n"))
                .collect(Collectors.joining());

        TranslateResult result = translate(EDGE + flood + secured("tenant-a", 99, ""));

        assertTrue(snapshot(result).routes().stream().anyMatch(r -> r.id().equals("tenant-a/secured-99")));
        int left = snapshot(result).routes().size() - 1;
        assertTrue(left > 5 && left < 20, "routes of the flood that are left: " + left);
        assertTrue(CredentialsData.write(result.gateways().getFirst().credentials()).values().stream()
                        .mapToInt(bytes -> bytes.length)
                        .sum()
                < CredentialsData.MAX_BYTES);
    }

    private static String secured(String namespace, int number, String comment) {
        return route(namespace, "secured-" + number, "2026-01-01T00:00:%02dZ".formatted(number % 60))
                        .replace("[{}]", "[{backendRefs: [{name: web-%d, port: 443}]}]".formatted(number))
                + """
                apiVersion: v1
                kind: Service
                metadata: {name: web-%2$d, namespace: %1$s}
                spec: {ports: [{port: 443}]}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-%2$d, namespace: %1$s, labels: {kubernetes.io/service-name: web-%2$d}}
                addressType: IPv4
                ports: [{port: 8443}]
                endpoints: [{addresses: [10.0.0.1]}]
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: BackendTLSPolicy
                metadata: {name: web-%2$d, namespace: %1$s}
                spec:
                  targetRefs: [{group: "", kind: Service, name: web-%2$d}]
                  validation: {hostname: web.example.com, caCertificateRefs: [{group: "", kind: ConfigMap, name: ca-%2$d}]}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: ca-%2$d, namespace: %1$s}
                data: {ca.crt: "%3$s-----BEGIN CERTIFICATE-----\nCERTIFICATE_OF_EC\n-----END CERTIFICATE-----\n"}
                ---
                """.formatted(namespace, number, comment);
    }

    private static String route(String namespace, String name, String created) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: %s, namespace: %s, creationTimestamp: "%s"}
                spec:
                  parentRefs: [{name: edge, namespace: default}]
                  hostnames: [shared.example]
                  rules: [{}]
                ---
                """.formatted(name, namespace, created);
    }

    /** Text that no compressor makes short. */
    private static String noise(int length) {
        RandomGenerator random = new SplittableRandom(7);
        return random.ints(length, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static TranslateResult translate(String yaml) {
        return Translator.translate(Manifests.read(yaml), List.of(), Translator.Target.KUBERNETES, 1, 1);
    }

    private static ConfigSnapshot snapshot(TranslateResult result) {
        return result.gateways().getFirst().snapshot();
    }

    private static ObjectStatus status(TranslateResult result, String kind, String name) {
        return Stream.of(result.statuses())
                .flatMap(List::stream)
                .filter(s -> s.ref().kind().equals(kind) && s.ref().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
