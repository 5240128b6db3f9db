package dev.sluice.server.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source's own thread and timers, over an API server of a few maps. */
class KubernetesConfigSourceTest {
    @TempDir
    Path folder;

    private final RecordingSink sink = new RecordingSink();

    @Test
    void watchesFourObjectsAndMoreSlotsOnlyWhenTheyAreUsed() {
        FakeApi api = new FakeApi();
        api.putSecret("edge-credentials", CredentialsData.write(Credentials.NONE));
        api.putSecret("edge-snapshot-0", Objects.slot(Objects.snapshot(1)));
        api.putMap("edge-plan", new PlanLease(Objects.plan(1), 1).write());
        try (KubernetesConfigSource source = KubernetesConfigSource.over(api, "default", "edge", folder)) {
            source.start(sink);
            eventually(() -> sink.snapshots.size() == 1 && sink.plans.size() == 1);
            assertEquals(
                    Set.of("edge-credentials", "edge-plan", "edge-snapshot-0", "edge-snapshot-delta"), api.watched());

            ConfigSnapshot large = Objects.largeSnapshot(2);
            List<Map<String, byte[]>> slots = Objects.slots(large);
            api.putSecret("edge-snapshot-1", slots.get(1));
            api.putSecret("edge-snapshot-0", slots.get(0));

            eventually(() -> sink.snapshots.getLast().equals(large));
            assertTrue(api.watched().contains("edge-snapshot-1"));
        }
        assertTrue(api.closed);
    }

    @Test
    void startsFromTheFilesWhenTheApiServerIsSilentAndTakesChangesOnItsReturn() {
        try (KubernetesConfigSource first = KubernetesConfigSource.over(served(1), "default", "edge", folder)) {
            first.start(new RecordingSink());
            eventually(() -> new LastGood(folder).snapshot().isPresent()
                    && new LastGood(folder).credentials().isPresent());
        }
        FakeApi silent = FakeApi.silent();
        try (KubernetesConfigSource restarted = KubernetesConfigSource.over(silent, "default", "edge", folder)) {
            restarted.start(sink);
            eventually(() -> sink.snapshots.equals(List.of(Objects.snapshot(1))));

            silent.putSecret("edge-snapshot-0", Objects.slot(Objects.snapshot(2)));
            silent.answer();

            eventually(() -> sink.snapshots.getLast().equals(Objects.snapshot(2)));
        }
    }

    @Test
    void saysNothingAfterItWasClosed() {
        FakeApi api = served(1);
        KubernetesConfigSource source = KubernetesConfigSource.over(api, "default", "edge", folder);
        source.start(sink);
        eventually(() -> sink.snapshots.size() == 1);

        source.close();
        api.putSecret("edge-snapshot-0", Objects.slot(Objects.snapshot(2)));

        assertEquals(1, sink.snapshots.size());
    }

    private static FakeApi served(long revision) {
        FakeApi api = new FakeApi();
        api.putSecret("edge-credentials", CredentialsData.write(Credentials.NONE));
        api.putSecret("edge-snapshot-0", Objects.slot(Objects.snapshot(revision)));
        return api;
    }

    private static void eventually(BooleanSupplier holds) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("waited 20 s");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
