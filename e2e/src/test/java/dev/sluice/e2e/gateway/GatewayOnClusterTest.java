package dev.sluice.e2e.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.e2e.cluster.ClusterExtension;
import dev.sluice.e2e.cluster.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.k3s.K3sContainer;

/** A gateway pod is served through Secrets and a ConfigMap, with rights to just these, and outlives its API server. */
@Tag("e2e")
@Tag("gateway")
@ExtendWith(ClusterExtension.class)
class GatewayOnClusterTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final TestCluster cluster;
    private final Upstream first = new Upstream("first");
    private final Upstream second = new Upstream("second");
    private Delivery delivery;
    private ApiServerLink link;
    private GatewayPod pod;

    GatewayOnClusterTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void aServingPod(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase();
        delivery = new Delivery(cluster, "gateway-" + name.substring(0, Math.min(40, name.length())));
        link = new ApiServerLink(delivery.server());
        pod = new GatewayPod(delivery, folder, link.url());
        delivery.writeKey(1, "key-1");
        delivery.write(snapshot(1, first));
        delivery.renewPlan(1, 60 * SECOND);
        long start = System.nanoTime();
        pod.start().untilReady();
        figure("start of a pod to ready", start);
        assertEquals("first", pod.ask());
        assertEquals("key-1", first.lastKey());
    }

    @AfterEach
    void end() {
        pod.close();
        link.close();
        delivery.close();
        first.close();
        second.close();
    }

    @Test
    void followsAnUpdateAndEndsInOrder() {
        long start = System.nanoTime();
        delivery.write(snapshot(2, second));
        pod.until("the update", () -> pod.ask().equals("second"));
        figure("write of a snapshot to answered by it", start);

        assertEquals(2, pod.observe().revision());
        assertEquals(0, pod.terminate());
    }

    @Test
    void putsASnapshotOfSeveralSecretsTogether() {
        ConfigSnapshot large = EdgeSnapshot.large(delivery.gateway(), 2, pod.listenPort, second.port());
        assertEquals(2, Delivery.slots(large).size());

        delivery.write(large);

        pod.until("the large snapshot", () -> pod.ask().equals("second"));
        delivery.write(snapshot(3, first));
        pod.until("a small one again", () -> pod.ask().equals("first"));
    }

    @Test
    void keepsTheLastGoodBesideACorruptedSlotEvenOverARestart() {
        delivery.corrupt(snapshot(2, second));
        pod.until("the reason", () -> pod.observe().rejection() != null);
        assertTrue(pod.observe().rejection().contains("digest"), pod.observe().rejection());
        assertEquals("first", pod.ask());

        pod.kill();
        pod.start().untilReady();

        assertEquals("first", pod.ask());
        pod.until("the reason, told again", () -> pod.observe().rejection() != null);
        delivery.write(snapshot(2, second));
        pod.until("the repaired one", () -> pod.ask().equals("second"));
        assertEquals(null, pod.observe().rejection());
    }

    @Test
    void restartsFromItsVolumeWhileTheApiServerIsGone() {
        K3sContainer server = cluster.container()
                .orElseThrow(() -> new IllegalStateException(
                        "This test stops the API server, which it does not do to a cluster of yours: run it without "
                                + TestCluster.KUBECONFIG));
        pod.until("a plan", () -> pod.observe().planRevision() == 1);
        var docker = server.getDockerClient();
        docker.pauseContainerCmd(server.getContainerId()).exec();
        try {
            assertEquals("first", pod.ask());
            pod.kill();
            long start = System.nanoTime();
            pod.start().untilReady();
            figure("start of a pod to ready without an API server", start);

            assertEquals("first", pod.ask());
            assertEquals("key-1", first.lastKey());
            Observation seen = pod.observe();
            assertEquals(1, seen.revision());
            assertTrue(seen.planInForce(), "the plan is still within its TTL");
        } finally {
            docker.unpauseContainerCmd(server.getContainerId()).exec();
        }
        long start = System.nanoTime();
        delivery.write(snapshot(2, second));
        pod.until("what changed after its return", () -> pod.ask().equals("second"));
        figure("return of the API server to the change answered", start);
    }

    @Test
    void findsTheApiServerAgainAfterTheWayToItWasCut() {
        link.cut();
        delivery.writeKey(2, "key-2");
        delivery.write(snapshot(2, second));
        assertEquals("first", pod.ask());
        pod.kill();
        pod.start().untilReady();
        assertEquals("first", pod.ask());
        assertEquals("key-1", first.lastKey());

        long start = System.nanoTime();
        link.mend();
        pod.until(
                "what was missed",
                () -> pod.ask().equals("second") && second.lastKey().equals("key-2"));
        figure("way mended to what was missed answered, after a restart", start);

        link.cut();
        delivery.write(snapshot(3, first));
        assertEquals("second", pod.ask());
        long again = System.nanoTime();
        link.mend();
        pod.until("what was missed again", () -> pod.ask().equals("first"));
        figure("way mended to what was missed answered", again);
    }

    @Test
    void usesARotatedKeyWithoutARestart() {
        delivery.writeKey(2, "key-2");

        pod.until(
                "the new key",
                () -> pod.ask().equals("first") && first.lastKey().equals("key-2"));
        assertFalse(pod.log().contains("key-"), "keys are not logged");
    }

    @Test
    void followsAPlanAsLongAsItsLeaseIsRenewed() {
        long ttl = Duration.ofSeconds(4).toNanos();
        delivery.renewPlan(2, ttl);
        pod.until("the plan", () -> pod.observe().planRevision() == 2);
        long began = System.nanoTime();
        while (System.nanoTime() - began < ttl + 2 * SECOND) {
            delivery.renewPlan(2, ttl);
            assertTrue(pod.observe().planInForce());
            java.util.concurrent.locks.LockSupport.parkNanos(SECOND / 2);
        }

        pod.until("its end, not renewed", () -> !pod.observe().planInForce());
        assertEquals("first", pod.ask());
        delivery.renewPlan(2, ttl);
        pod.until("its renewal", () -> pod.observe().planInForce());
    }

    private ConfigSnapshot snapshot(long revision, Upstream upstream) {
        return EdgeSnapshot.of(delivery.gateway(), revision, pod.listenPort, upstream.port());
    }

    private static void figure(String what, long sinceNanos) {
        System.out.printf("figure: %s: %d ms%n", what, (System.nanoTime() - sinceNanos) / 1_000_000);
    }
}
