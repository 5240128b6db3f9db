package dev.sluice.contract.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotSlotsTest {
    private final SnapshotReader reader = new SnapshotReader();
    private final ConfigSnapshot small = World.snapshot(2, 9, 1, World.seeded(1));
    private final ConfigSnapshot large = World.snapshot(2, 10, 60, World.seeded(2));

    @Test
    void aSmallSnapshotTakesOneSlot() {
        Packing.Slots packed = assertInstanceOf(Packing.Slots.class, SnapshotSlots.pack(small));

        assertEquals(1, packed.slots().size());
        assertEquals(new Assembly.Whole(small), reader.assemble(bySlot(packed.slots())));
    }

    @Test
    void aLargeOneIsCutAndPutTogetherAgain() {
        List<Map<String, byte[]>> slots = World.slots(large);

        assertTrue(slots.size() > 2 && slots.size() <= SnapshotSlots.MAX_SLOTS, "slots: " + slots.size());
        assertTrue(slots.stream().allMatch(s -> s.get("part").length <= World.PART_BYTES));
        assertEquals(new Assembly.Whole(large), reader.assemble(bySlot(slots)));
    }

    @Test
    void saysWhenASnapshotDoesNotFit() {
        Packing packing = SnapshotSlots.pack(large, 100);

        Packing.TooLarge tooLarge = assertInstanceOf(Packing.TooLarge.class, packing);
        assertEquals(800, tooLarge.limit());
        assertTrue(tooLarge.bytes() > 800 && tooLarge.message().contains("800"), tooLarge.message());
    }

    @Test
    void equalSnapshotsGiveEqualBytes() {
        List<Map<String, byte[]>> once = World.slots(large);
        List<Map<String, byte[]>> again = World.slots(World.snapshot(2, 10, 60, World.seeded(2)));

        for (int slot = 0; slot < once.size(); slot++) {
            assertEquals(once.get(slot).keySet(), again.get(slot).keySet());
            for (String key : once.get(slot).keySet()) {
                assertArrayEquals(once.get(slot).get(key), again.get(slot).get(key));
            }
        }
    }

    @Test
    void asksForTheSlotsThatSlotZeroSpeaksOf() {
        List<Map<String, byte[]>> slots = World.slots(large);

        Assembly.Incomplete nothing = incomplete(Map.of());
        Assembly.Incomplete head = incomplete(Map.of(0, slots.getFirst()));

        assertEquals(Assembly.Reason.MISSING, nothing.reason());
        assertEquals(Set.of(0), nothing.slots());
        assertEquals(Assembly.Reason.MISSING, head.reason());
        assertEquals(bySlot(slots).keySet(), head.slots());
        assertEquals("snapshot slot 1 of 2/10 does not exist", head.message());
    }

    @Test
    void tellsAWriterAtWorkFromDamage() {
        Map<Integer, Map<String, byte[]>> halfWritten = bySlot(World.slots(large));
        halfWritten.put(
                2, World.slots(World.snapshot(2, 11, 60, World.seeded(3))).get(2));
        Map<Integer, Map<String, byte[]>> damaged = bySlot(World.slots(large));
        damaged.put(1, with(damaged.get(1), "part", "gone".getBytes(UTF_8)));

        assertEquals(Assembly.Reason.MIXED, incomplete(halfWritten).reason());
        assertEquals(
                "snapshot slot 2 is of 2/11 and slot 0 of 2/10",
                incomplete(halfWritten).message());
        assertEquals(Assembly.Reason.CORRUPTED, incomplete(damaged).reason());
    }

    @Test
    void doesNotReadTheSchemaOfALaterOperator() {
        Map<Integer, Map<String, byte[]>> slots = bySlot(World.slots(small));
        slots.put(0, with(slots.get(0), "schema", "99".getBytes(UTF_8)));

        Assembly.Incomplete told = incomplete(slots);

        assertEquals(Assembly.Reason.UNREADABLE, told.reason());
        assertTrue(told.message().contains("schema 99"), told.message());
    }

    @Test
    void namesTheObjectsOfAGateway() {
        DeliveryNames names = new DeliveryNames("edge");

        assertEquals("edge-snapshot-7", names.snapshotSlot(7));
        assertEquals("edge-credentials", names.credentials());
        assertEquals("edge-plan", names.plan());
        assertThrows(IllegalArgumentException.class, () -> names.snapshotSlot(8));
    }

    private Assembly.Incomplete incomplete(Map<Integer, Map<String, byte[]>> slots) {
        return assertInstanceOf(Assembly.Incomplete.class, reader.assemble(slots));
    }

    private static Map<String, byte[]> with(Map<String, byte[]> slot, String key, byte[] value) {
        Map<String, byte[]> changed = new HashMap<>(slot);
        changed.put(key, value);
        return changed;
    }

    private static Map<Integer, Map<String, byte[]>> bySlot(List<Map<String, byte[]>> slots) {
        Map<Integer, Map<String, byte[]>> all = new HashMap<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            all.put(slot, slots.get(slot));
        }
        return all;
    }
}
