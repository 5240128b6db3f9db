package dev.sluice.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.view.StatusView;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.standalone.manifest.folder.FolderState;
import dev.sluice.standalone.manifest.folder.ManifestFolder;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlLoopTest {
    @TempDir
    private Path path;

    private final FakeClocks clocks = new FakeClocks();
    private final FakeGateway gateway = new FakeGateway();
    private final ControlLoop loop =
            new ControlLoop(id -> gateway, Runnable::run, new Planner(new SplittableRandom(1)), clocks);
    private ManifestFolder folder;
    private Manifests manifests;

    @BeforeEach
    void writeManifests() throws IOException {
        manifests = new Manifests(path, 8080);
        manifests.write("gateway.yaml", manifests.gateway());
        manifests.write("route.yaml", manifests.route("/eth"));
        manifests.write("pool.yaml", manifests.pool(1, 2, "secret"));
        folder = new ManifestFolder(path, InstantSource.system());
    }

    @Test
    void whatTheFolderSaysIsServedOnceAndPlanned() {
        loop.folderChanged(read());
        loop.folderChanged(read());
        loop.tick();

        assertEquals(List.of(1L), gateway.applied);
        assertTrue(loop.screen().status().ready());
        assertEquals(1, gateway.plans.size());
        assertEquals("default/edge", loop.screen().plan().gateways().getFirst().gateway());
    }

    @Test
    void aRefusedSnapshotIsSaidAndOfferedAgainUntilItServes() {
        gateway.refusal = "port 8080 cannot be bound";
        loop.folderChanged(read());
        StatusView refused = loop.screen().status();
        assertFalse(refused.ready());
        assertTrue(refused.reason().contains("port 8080 cannot be bound"), refused.reason());
        assertEquals(refused.gateways().getFirst().revision(), 0, "nothing serves");

        gateway.refusal = null;
        clocks.forward(1);
        loop.tick();
        assertFalse(loop.screen().status().ready(), "not at every tick");
        clocks.forward(2);
        loop.tick();

        assertTrue(loop.screen().status().ready());
        assertEquals(List.of(1L, 1L), gateway.applied);
    }

    @Test
    void aSecretThatChangesIsHandedOver() throws IOException {
        loop.folderChanged(read());
        manifests.write("pool.yaml", manifests.pool(1, 2, "rotated"));
        loop.folderChanged(read());

        assertEquals(List.of(1L, 2L), gateway.applied);
        assertTrue(gateway.credentials.values().containsValue("rotated"));
    }

    @Test
    void aGatewayThatLeavesTheFolderIsClosed() throws IOException {
        loop.folderChanged(read());
        Files.delete(path.resolve("gateway.yaml"));
        loop.folderChanged(read());

        assertTrue(gateway.closed);
        assertFalse(loop.screen().status().ready());
        assertEquals(List.of(), loop.screen().status().gateways());
    }

    @Test
    void aGatewayThatDoesNotAnswerHoldsNothingUp() {
        loop.folderChanged(read());
        gateway.silent = true;
        loop.tick();

        assertTrue(loop.screen().status().ready());
        assertEquals(List.of(), gateway.plans, "nothing is decided from nothing");
    }

    private FolderState read() {
        folder.look();
        return folder.state();
    }

    private static final class FakeGateway implements GatewayProcess {
        private final List<Long> applied = new ArrayList<>();
        private final List<Plan> plans = new ArrayList<>();
        private Credentials credentials = Credentials.NONE;
        private String refusal;
        private boolean closed;
        private boolean silent;

        @Override
        public ApplyResult apply(ConfigSnapshot snapshot, Credentials with) {
            applied.add(snapshot.revision());
            credentials = with;
            return refusal == null
                    ? new ApplyResult.Served(snapshot.epoch(), snapshot.revision())
                    : new ApplyResult.Refused(List.of(refusal));
        }

        @Override
        public void apply(Plan plan) {
            plans.add(plan);
        }

        @Override
        public Optional<Observation> observe() {
            return silent
                    ? Optional.empty()
                    : Optional.of(new Observation(
                            "default/edge", "fake", 0, 0, 1, 1, 0, 0, true, null, List.of(), List.of(), List.of()));
        }

        @Override
        public Map<Integer, Integer> ports() {
            return Map.of(8080, 8080);
        }

        @Override
        public Future<String> metrics() {
            return Future.succeededFuture("");
        }

        @Override
        public Future<Explanation> explain(String rawQuery) {
            return Future.failedFuture("not asked here");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class FakeClocks implements Clocks {
        private long seconds = 1_000;

        void forward(int by) {
            seconds += by;
        }

        @Override
        public long millis() {
            return seconds * 1_000;
        }

        @Override
        public long nanos() {
            return seconds * 1_000_000_000L;
        }
    }
}
