package dev.sluice.server.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.PackedSnapshot;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Credentials FIRST_KEYS = new Credentials(1, Map.of("default/keys/a", "first"));
    private static final Credentials SECOND_KEYS = new Credentials(2, Map.of("default/keys/a", "second"));

    private static final ConfigSnapshot GROWN = Objects.grown(Objects.largeSnapshot(1));

    @TempDir
    Path folder;

    private final RecordingSink sink = new RecordingSink();
    private final Set<Integer> watched = new TreeSet<>();

    private Intake intake() {
        return intake(sink);
    }

    /** That there is no delta is known. */
    private Intake intake(RecordingSink to) {
        Intake intake = fresh(to);
        intake.delta(null, 0);
        return intake;
    }

    private Intake fresh(RecordingSink to) {
        return new Intake(Objects.GATEWAY, to, new LastGood(folder), watched::addAll, Runnable::run);
    }

    /** One that serves revision 1 with the first keys. */
    private Intake serving() {
        Intake intake = intake();
        intake.credentials(CredentialsData.write(FIRST_KEYS), 0);
        intake.slot(0, Objects.slot(Objects.snapshot(1)), 0);
        assertEquals(List.of(Objects.snapshot(1)), sink.snapshots);
        return intake;
    }

    @Test
    void waitsForTheCredentialsOfASnapshotAndHandsBothOver() {
        Intake intake = intake();

        intake.slot(0, Objects.slot(Objects.snapshot(1)), 0);
        assertEquals(List.of(), sink.snapshots);
        intake.credentials(CredentialsData.write(FIRST_KEYS), 0);

        assertEquals(List.of(Objects.snapshot(1)), sink.snapshots);
        assertEquals(List.of(FIRST_KEYS), sink.credentials);
    }

    /** A base can be old: what a restarted pod must not do is serve it while the delta is on its way. */
    @Test
    void waitsForTheDelta() {
        Intake intake = fresh(sink);
        intake.credentials(CredentialsData.write(FIRST_KEYS), 0);
        PackedSnapshot packed = Objects.packed(Objects.largeSnapshot(1), GROWN);

        for (int slot = 0; slot < 2; slot++) {
            intake.slot(slot, Objects.slots(packed.base()).get(slot), 0);
        }
        assertEquals(List.of(), sink.snapshots);
        intake.delta(packed.delta(), 0);

        assertEquals(List.of(GROWN), sink.snapshots);
    }

    @Test
    void startsFromTheKeptBaseAndDelta() {
        PackedSnapshot packed = Objects.packed(Objects.largeSnapshot(1), GROWN);
        Intake before = intake();
        before.credentials(CredentialsData.write(FIRST_KEYS), 0);
        for (int slot = 0; slot < 2; slot++) {
            before.slot(slot, Objects.slots(packed.base()).get(slot), 0);
        }
        before.delta(packed.delta(), 0);

        RecordingSink restarted = new RecordingSink();
        fresh(restarted).startWithoutTheRest(0, 0);

        assertEquals(List.of(GROWN), restarted.snapshots);
    }

    @Test
    void followsUpdatesAndDoesNotRepeatWhatServes() {
        Intake intake = serving();

        intake.slot(0, Objects.slot(Objects.snapshot(2)), SECOND);
        intake.slot(0, Objects.slot(Objects.snapshot(2)), 2 * SECOND);

        assertEquals(List.of(Objects.snapshot(1), Objects.snapshot(2)), sink.snapshots);
    }

    @Test
    void watchesTheSlotsThatSlotZeroSpeaksOfAndWaitsForAll() {
        Intake intake = serving();
        ConfigSnapshot large = Objects.largeSnapshot(2);
        List<Map<String, byte[]>> slots = Objects.slots(large);
        assertEquals(2, slots.size());

        intake.slot(0, slots.get(0), SECOND);
        assertEquals(Set.of(0, 1), watched);
        assertEquals(1, sink.snapshots.size());
        intake.slot(1, slots.get(1), SECOND);

        assertEquals(large, sink.snapshots.getLast());
        assertNull(sink.rejection);
    }

    @Test
    void keepsTheLastGoodOfACorruptedSlotSaysSoAndTakesTheRepairedOne() {
        Intake intake = serving();

        intake.slot(0, Objects.corrupted(Objects.snapshot(2)), SECOND);
        assertEquals(1, sink.snapshots.size());
        assertTrue(sink.rejection.contains("digest"), sink.rejection);
        intake.slot(0, Objects.slot(Objects.snapshot(1)), 2 * SECOND);

        assertNull(sink.rejection);
        assertEquals(Objects.snapshot(1), sink.snapshots.getLast());
    }

    @Test
    void doesNotTakeAWriterAtWorkForDamageButOneThatDied() {
        Intake intake = serving();
        List<Map<String, byte[]>> two = Objects.slots(Objects.largeSnapshot(2));
        List<Map<String, byte[]>> three = Objects.slots(Objects.largeSnapshot(3));
        intake.slot(1, two.get(1), SECOND);
        intake.slot(0, two.get(0), SECOND);

        intake.slot(1, three.get(1), 2 * SECOND);
        intake.tick(3 * SECOND);
        assertNull(sink.rejection);
        intake.tick(4 * SECOND);

        assertTrue(sink.rejection.contains("slot 1 is of 1/3 and slot 0 of 1/2"), sink.rejection);
        assertEquals(2, sink.snapshots.getLast().revision());
    }

    @Test
    void takesADeletedSlotForLostAfterAMomentAndServesOn() {
        Intake intake = serving();

        intake.slot(0, null, SECOND);
        intake.tick(2 * SECOND);
        assertNull(sink.rejection);
        intake.tick(3 * SECOND);

        assertEquals("snapshot slot 0 does not exist", sink.rejection);
        assertEquals(1, sink.snapshots.size());
    }

    @Test
    void handsOverRotatedCredentialsOnceAndKeepsThemWhenTheirSecretIsGone() {
        Intake intake = serving();

        intake.credentials(CredentialsData.write(SECOND_KEYS), SECOND);
        intake.credentials(CredentialsData.write(SECOND_KEYS), SECOND);
        intake.credentials(Map.of("credentials", new byte[] {'{'}), SECOND);
        intake.credentials(null, SECOND);

        assertEquals(List.of(FIRST_KEYS, SECOND_KEYS), sink.credentials);
    }

    @Test
    void rotatingCredentialsDoesNotHideWhatIsWrongWithTheSnapshot() {
        Intake intake = serving();
        intake.slot(0, Objects.corrupted(Objects.snapshot(2)), SECOND);

        intake.credentials(CredentialsData.write(SECOND_KEYS), SECOND);

        assertTrue(sink.rejection.contains("digest"), sink.rejection);
    }

    @Test
    void renewsAPlanByItsLeaseAndNotByAWatchThatBeganAnew() {
        Intake intake = intake();

        intake.plan(new PlanLease(Objects.plan(1), 1).write(), 0);
        intake.plan(new PlanLease(Objects.plan(1), 1).write(), 1_000);
        intake.plan(null, 1_500);
        intake.plan(new PlanLease(Objects.plan(1), 2).write(), 2_000);
        intake.plan(new PlanLease(Objects.plan(2), 3).write(), 3_000);

        assertEquals(List.of(Objects.plan(1), Objects.plan(1), Objects.plan(2)), sink.plans);
        assertEquals(List.of(0L, 0L, 0L), sink.planAgesNanos);
    }

    @Test
    void takesNoPlanOfAnotherGatewayAndNoneItCannotRead() {
        Intake intake = intake();

        intake.plan(new PlanLease(new Plan("other/edge", 1, 1, SECOND, List.of()), 1).write(), 0);
        intake.plan(Map.of("plan", "{", "renewal", "2"), 0);

        assertEquals(List.of(), sink.plans);
    }

    @Test
    void startsFromTheFilesWhenNothingCameAndCountsThePlansAgeFromItsReceipt() {
        Intake before = serving();
        before.credentials(CredentialsData.write(SECOND_KEYS), 0);
        before.plan(new PlanLease(Objects.plan(4), 9).write(), 100_000);
        RecordingSink restarted = new RecordingSink();
        Intake after = intake(restarted);

        after.startWithoutTheRest(130_000, 0);

        assertEquals(List.of(Objects.snapshot(1)), restarted.snapshots);
        assertEquals(List.of(SECOND_KEYS), restarted.credentials);
        assertEquals(List.of(Objects.plan(4)), restarted.plans);
        assertEquals(List.of(30 * SECOND), restarted.planAgesNanos);

        // The API server returns with the same objects: nothing is new, the plan's age least of all.
        after.slot(0, Objects.slot(Objects.snapshot(1)), SECOND);
        after.credentials(CredentialsData.write(SECOND_KEYS), SECOND);
        after.plan(new PlanLease(Objects.plan(4), 9).write(), 131_000);
        assertEquals(1, restarted.snapshots.size());
        assertEquals(1, restarted.plans.size());
    }

    @Test
    void startsFromTheFilesBesideACorruptedSlotAndStillSaysWhatIsWrong() {
        serving();
        RecordingSink restarted = new RecordingSink();
        Intake after = intake(restarted);

        after.credentials(CredentialsData.write(FIRST_KEYS), 0);
        after.slot(0, Objects.corrupted(Objects.snapshot(2)), 0);
        after.startWithoutTheRest(0, SECOND);

        assertEquals(List.of(Objects.snapshot(1)), restarted.snapshots);
        assertTrue(restarted.rejection.contains("digest"), restarted.rejection);
    }

    @Test
    void keepsOnlyWhatServed() {
        serving();
        sink.refusing = true;
        Intake second = intake();
        second.credentials(CredentialsData.write(FIRST_KEYS), 0);
        second.slot(0, Objects.slot(Objects.snapshot(2)), 0);
        RecordingSink restarted = new RecordingSink();

        intake(restarted).startWithoutTheRest(0, 0);

        assertEquals(List.of(Objects.snapshot(1)), restarted.snapshots);
    }

    @Test
    void startsEmptyFromFilesThatAreDamaged() throws IOException {
        serving();
        for (String name : List.of("snapshot.json", "credentials.json")) {
            Files.writeString(folder.resolve(name), "{\"schema\":1,");
        }
        Files.writeString(folder.resolve("plan"), "soon");
        RecordingSink restarted = new RecordingSink();

        intake(restarted).startWithoutTheRest(0, 0);

        assertEquals(List.of(), restarted.snapshots);
        assertEquals(List.of(), restarted.plans);
    }

    @Test
    void offersARefusedSnapshotAgain() {
        sink.refusing = true;
        Intake intake = intake();
        intake.credentials(null, 0);
        intake.slot(0, Objects.slot(Objects.snapshot(1)), 0);

        intake.tick(4 * SECOND);
        assertEquals(1, sink.snapshots.size());
        sink.refusing = false;
        intake.tick(5 * SECOND);
        intake.tick(20 * SECOND);

        assertEquals(2, sink.snapshots.size());
    }

    @Test
    void filesWithKeysAreForThisUserAlone() throws IOException {
        serving();

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("credentials.json"))));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing but the files themselves is left");
        }
    }
}
