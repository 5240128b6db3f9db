package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Load;
import dev.sluice.e2e.standalone.Await;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts of Sluice and of the cluster go away under load: pods of a gateway, the operator, the API server. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR + 2)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoneTest {
    private static final int PORT = 8102;
    private static final Call CALL = Call.get("/files");

    private final Sluice sluice;
    private final Space space;
    private final Edge edge;

    GoneTest(Sluice sluice) {
        this.sluice = sluice;
        space = new Space(sluice, "operator-gone");
        edge = new Edge(space, "edge", PORT);
        space.apply(Manifests.gateway("edge", PORT, 2)
                + Manifests.route("files", "edge", "/files", "files")
                + Manifests.pool("files", List.of("name: a", "name: b"))
                + Manifests.provider("a", "eu")
                + Manifests.provider("b", "us")
                + Manifests.policy("files", 20));
        Providers.in(space, "providers", 9203, List.of("a", "b"));
        edge.untilProgrammed();
        edge.untilRolledOut();
        edge.untilAnswers(CALL);
    }

    @AfterAll
    void end() {
        space.close();
    }

    @Test
    @Order(1)
    void aPodThatLeavesInOrderCostsNoRequest() {
        try (Load load = Load.retryingClosed(edge.address(), CALL)) {
            load.untilAnswered(100);
            String leaving = edge.pods().getFirst().getMetadata().getName();
            space.client().pods().inNamespace(space.name()).withName(leaving).delete();
            untilGone(leaving);
            edge.untilRolledOut();
            load.untilAnswered(50);
            load.endWithoutFailure("a gateway pod deleted");
        }
    }

    @Test
    @Order(2)
    void aRolloutCostsNoRequest() {
        try (Load load = Load.retryingClosed(edge.address(), CALL)) {
            load.untilAnswered(100);
            List<String> before = names(edge.pods());
            // As a user changes how pods run; the operator rolls them.
            space.apply(Manifests.gateway("edge", PORT, 2).replace("memory: 384Mi", "memory: 400Mi"));
            Await.until(
                    "new pods",
                    Duration.ofSeconds(60),
                    () -> names(edge.pods()).stream().noneMatch(before::contains),
                    () -> names(edge.pods()));
            edge.untilRolledOut();
            // Or what comes next would still meet one that leaves.
            before.forEach(this::untilGone);
            load.untilAnswered(50);
            load.endWithoutFailure("a gateway's Deployment rolled");
        }
    }

    @Test
    @Order(3)
    void withoutAnOperatorGatewaysGoOnAndItCatchesUp() {
        try (Load load = Load.of(edge.address(), CALL)) {
            load.untilAnswered(50);
            sluice.pods().forEach(sluice::kill);
            load.untilAnswered(100);
            sluice.scale(0);
            space.apply(Manifests.route("late", "edge", "/late", "files"));
            load.untilAnswered(200);
            assertEquals(404, edge.ask(Call.get("/late")).status());

            long start = System.nanoTime();
            sluice.deployment().scale(2);
            edge.untilAnswers(Call.get("/late"));
            System.out.printf(
                    "figure: operator started again to a change made meanwhile answered: %.1f s%n",
                    (System.nanoTime() - start) / 1e9);
            load.endWithoutFailure("every pod of the operator killed, and none for a while");
        }
        sluice.untilReady();
    }

    @Test
    @Order(4)
    void withoutAnApiServerGatewaysServeARestartedOneToo() {
        ApiServer api = new ApiServer(sluice.node());
        InetSocketAddress address = edge.address();
        Pod pod = edge.pods().getFirst();
        api.stop();
        try {
            underLoad(address, "API server stopped");
            long start = System.nanoTime();
            sluice.node().kill(pod.getStatus().getContainerStatuses().getFirst().getContainerID());
            Await.until(
                    "the killed container serves again",
                    Duration.ofSeconds(40),
                    () -> startedAnew(pod) && asked(pod).contains(CALL.expected()),
                    () -> asked(pod));
            System.out.printf(
                    "figure: a gateway's container killed to serving again without an API server: %.1f s%n",
                    (System.nanoTime() - start) / 1e9);
            underLoad(address, "API server still stopped, a gateway's container started anew");
        } finally {
            api.start();
        }
        sluice.untilReady();
        space.apply(Manifests.route("later", "edge", "/later", "files"));
        edge.untilAnswers(Call.get("/later"));
    }

    private void untilGone(String pod) {
        Await.until(
                "pod " + pod + " is gone",
                Duration.ofSeconds(40),
                () -> space.client()
                                .pods()
                                .inNamespace(space.name())
                                .withName(pod)
                                .get()
                        == null);
    }

    private static void underLoad(InetSocketAddress address, String what) {
        try (Load load = Load.of(address, CALL)) {
            load.untilAnswered(150);
            load.endWithoutFailure(what);
        }
    }

    /** The node's own word, since the API server is gone: a container of that pod beside its first and its sandbox. */
    private boolean startedAnew(Pod pod) {
        return sluice.node()
                        .shell("ctr containers ls -q 'labels.\"io.kubernetes.pod.name\"=="
                                + pod.getMetadata().getName() + "'")
                        .lines()
                        .count()
                >= 3;
    }

    /** That pod itself, which is reached from its node. */
    private String asked(Pod pod) {
        return sluice.node()
                .exec(
                        "timeout",
                        "3",
                        "bash",
                        "-c",
                        "exec 3<>/dev/tcp/" + pod.getStatus().getPodIP() + "/" + PORT
                                + " && printf 'GET /files HTTP/1.1\\r\\nhost: edge\\r\\nconnection: close\\r\\n\\r\\n' >&3 && cat <&3")
                .output();
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).toList();
    }
}
