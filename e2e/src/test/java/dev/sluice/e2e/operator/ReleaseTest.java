package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Load;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upgrade, namespaced mode and uninstall of an operator with Gateways to serve. The last of the suite; it leaves Sluice installed. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR_LAST)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseTest {
    private static final int PORT = 8107;
    private static final Call CALL = Call.get("/files");

    private final Sluice sluice;
    private final Space watched;
    private final Space other;
    private final Edge edge;

    ReleaseTest(Sluice sluice) {
        this.sluice = sluice;
        watched = new Space(sluice, "operator-watched");
        other = new Space(sluice, "operator-other");
        edge = new Edge(watched, "edge", PORT);
        watched.apply(Manifests.gateway("edge", PORT, 1)
                + Manifests.route("files", "edge", "/files", "files")
                + Manifests.pool("files", List.of("name: a"))
                + Manifests.provider("a", "eu"));
        Providers.in(watched, "providers", 9207, List.of("a"));
        edge.untilProgrammed();
        edge.untilAnswers(CALL);
    }

    @AfterAll
    void end() {
        watched.close();
        other.close();
    }

    @Test
    @Order(1)
    void anUpgradeToTheSameVersionStartsNoPodAnew() {
        List<String> before = names();
        long generation = edge.deployment().get().getMetadata().getGeneration();

        sluice.upgrade();
        sluice.untilReady();

        assertEquals(before, names());
        assertEquals(generation, edge.deployment().get().getMetadata().getGeneration());
    }

    @Test
    @Order(2)
    void inNamespacedModeOnlyThoseNamespacesAreServed() {
        sluice.upgrade("--set", "watchNamespaces={" + watched.name() + "}");
        sluice.untilReady();

        watched.apply(Manifests.route("more", "edge", "/more", "files"));
        other.apply(Manifests.gateway("edge", 8108, 1));
        edge.untilAnswers(Call.get("/more"));
        watched.untilTrue("HTTPRoute", "more", "Accepted");

        assertFalse(other.status("Gateway", "edge").holds("Accepted"), "served although it is in no watched namespace");
        assertTrue(Owned.of(other).isEmpty());
        other.delete("Gateway", "edge");
        sluice.upgrade();
        sluice.untilReady();
    }

    @Test
    @Order(3)
    void anUninstallLeavesUsersObjectsAndServingGatewaysAndCanBeUndone() {
        String pod = edge.pods().getFirst().getMetadata().getName();
        try (Load load = Load.of(edge.address(), CALL)) {
            sluice.uninstall();
            assertEquals(List.of(), names());
            for (String kind : List.of("Gateway", "Provider", "ProviderPool", "HTTPRoute")) {
                String name = kind.equals("Gateway") ? "edge" : kind.equals("Provider") ? "a" : "files";
                assertNotNull(watched.resource(kind, name).get(), kind);
            }
            load.untilAnswered(100);

            sluice.install();
            watched.apply(Manifests.route("again", "edge", "/again", "files"));
            edge.untilAnswers(Call.get("/again"));
            load.endWithoutFailure("uninstalled and installed again");
        }
        assertEquals(pod, edge.pods().getFirst().getMetadata().getName());
    }

    private List<String> names() {
        return sluice.pods().stream()
                .map(Pod::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }
}
