package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Load;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mistakes of people beside what works. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR + 3)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {
    private static final int PORT = 8103;
    private static final Call CALL = Call.get("/files");

    private final Space space;
    private final Edge edge;

    FaultsTest(Sluice sluice) {
        space = new Space(sluice, "operator-faults");
        edge = new Edge(space, "edge", PORT);
        space.apply(key("first")
                + Manifests.gateway("edge", PORT, 2)
                + Manifests.route("files", "edge", "/files", "files")
                + Manifests.pool("files", List.of("name: a"))
                + Manifests.provider(
                        "a",
                        "BareMetal",
                        "eu",
                        "credentials: [{in: Header, name: X-Api-Key, secretKeyRef: {name: keys, key: token}}]"));
        Providers.in(space, "providers", 9204, List.of("a"));
        edge.untilProgrammed();
        edge.untilAnswers(CALL);
    }

    private static String key(String token) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: keys}
                stringData: {token: %s}
                ---
                """.formatted(token);
    }

    @AfterAll
    void end() {
        space.close();
    }

    @Test
    @Order(1)
    void badObjectsAreToldTheFieldAndGoodOnesServe() throws IOException {
        try (Load load = Load.of(edge.address(), CALL)) {
            for (String file :
                    List.of("dangling-provider", "metadata-endpoint", "missing-credential", "missing-target")) {
                space.apply(
                        Files.readString(Repository.ofWorkingDirectory().path("examples/broken/" + file + ".yaml")));
            }
            space.apply(Manifests.route("nowhere", "edge", "/nowhere", "absent"));

            space.until("ProviderPool", "y", status -> status.denies("ResolvedRefs", "spec.members[0].providerRef"));
            space.until("Provider", "imds", status -> status.denies("Accepted", "spec.endpoints[0].ip.address"));
            space.until(
                    "Provider", "keyless", status -> status.denies("ResolvedRefs", "spec.credentials[0].secretKeyRef"));
            space.until(
                    "RoutingPolicy",
                    "lost",
                    status -> status.denies("Accepted", "spec.targetRefs[0]")
                            || status.denies("ResolvedRefs", "spec.targetRefs[0]"));
            space.until("HTTPRoute", "nowhere", status -> status.denies("ResolvedRefs", "absent"));
            edge.untilAnswers("500 of a rule without a backend", Call.get("/nowhere"), a -> a.status() == 500);

            load.untilAnswered(100);
            load.endWithoutFailure("bad objects applied beside good ones");
        }
        space.untilTrue("HTTPRoute", "files", "Accepted");
        space.untilTrue("Provider", "a", "Ready");
    }

    @Test
    @Order(2)
    void aRotatedKeyReachesTheProviderWithoutAFailedRequest() {
        assertTrue(edge.ask(CALL).body().contains("\"x-api-key\":\"first\""), () -> edge.ask(CALL)
                .body());
        try (Load load = Load.of(edge.address(), CALL)) {
            long start = System.nanoTime();
            space.apply(key("second"));
            edge.untilAnswers("the new key", CALL, answer -> answer.body().contains("\"x-api-key\":\"second\""));
            System.out.printf(
                    "figure: key rotated to used by every pod: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            load.endWithoutFailure("a key rotated");
        }
    }

    @Test
    @Order(3)
    void besideACorruptedSnapshotTheLastGoodServesAndItIsSaidAndRepaired() {
        var slot = space.client().secrets().inNamespace(space.name()).withName("edge-snapshot-0");
        try (Load load = Load.of(edge.address(), CALL)) {
            slot.edit(FaultsTest::corrupted);

            Status told = space.until("Gateway", "edge", status -> status.denies("Programmed", "digest"));
            System.out.println("figure: a corrupted snapshot is told as: "
                    + told.list("conditions").stream()
                            .filter(c -> "Programmed".equals(c.get("type")))
                            .map(c -> c.get("message"))
                            .toList());
            space.untilTrue("Gateway", "edge", "Programmed");
            load.untilAnswered(50);
            load.endWithoutFailure("a snapshot's Secret corrupted by hand, and repaired");
        }
        space.apply(Manifests.route("after", "edge", "/after", "files"));
        edge.untilAnswers(Call.get("/after"));
    }

    /** One bit of the snapshot, as a slip of somebody's hand leaves it. */
    private static Secret corrupted(Secret secret) {
        byte[] part = Base64.getDecoder().decode(secret.getData().get("part"));
        part[part.length / 2] ^= 1;
        secret.getData().put("part", Base64.getEncoder().encodeToString(part));
        return secret;
    }

    @Test
    @Order(4)
    void whatSomebodyChangesOfOursIsPutBack() {
        var service = space.client().services().inNamespace(space.name()).withName("edge-sluice");
        service.edit(s -> {
            s.getSpec().getPorts().getFirst().setTargetPort(new io.fabric8.kubernetes.api.model.IntOrString(1));
            return s;
        });
        edge.untilAnswers(CALL);
        assertEquals(
                PORT,
                service.get().getSpec().getPorts().getFirst().getTargetPort().getIntVal());
    }
}
