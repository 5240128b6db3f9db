package dev.sluice.contract.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotPackerTest {
    private static final int MANY = 1_000;

    private final SnapshotPacker packer = new SnapshotPacker();
    private final SnapshotReader reader = new SnapshotReader();
    private final ConfigSnapshot first = World.snapshot(2, 1, MANY, World.seeded(1));

    @Test
    void aSmallSnapshotIsWrittenWholeEachTime() {
        packer.pack(World.snapshot(1, 1, 2, World.seeded(1)));

        assertNull(packer.pack(World.snapshot(1, 2, 3, World.seeded(2))).delta());
    }

    @Test
    void ofALargeOneOnlyTheChangeIsWritten() {
        PackedSnapshot whole = packer.pack(first);
        ConfigSnapshot second = with(first, 2, "default/new");
        PackedSnapshot changed = packer.pack(second);

        assertSame(whole.slots(), changed.slots());
        assertTrue(bytes(changed) < 600, "bytes: " + bytes(changed));
        assertEquals(second, whole(changed).snapshot());
    }

    @Test
    void aBaseFollowsWhenTheDeltaHasGrown() {
        packer.pack(first);
        ConfigSnapshot now = first;
        int bases = 0;
        for (int revision = 2; revision < 400; revision++) {
            now = with(
                    now,
                    revision,
                    World.snapshot(0, 0, 1, World.seeded(revision))
                            .routes()
                            .getFirst()
                            .id());
            PackedSnapshot packed = packer.pack(now);
            bases += packed.delta() == null ? 1 : 0;
            assertEquals(now, whole(packed).snapshot());
        }
        assertTrue(bases > 0 && bases < 10, "bases: " + bases);
    }

    @Test
    void aBaseNewerThanTheDeltaHasItInIt() {
        packer.pack(first);
        Map<String, byte[]> delta = delta(packer.pack(with(first, 2, "default/new")));
        ConfigSnapshot later = with(first, 3, "default/other");

        assertEquals(new Assembly.Whole(later), reader.assemble(slots(PackedSnapshot.whole(later)), delta));
    }

    @Test
    void aDeltaThatIsAheadOfItsBaseIsWaitedFor() {
        packer.pack(first);
        Map<String, byte[]> delta = delta(packer.pack(with(first, 5, "default/new")));
        ConfigSnapshot older = World.snapshot(1, 9, MANY, World.seeded(9));

        Assembly.Incomplete told =
                assertInstanceOf(Assembly.Incomplete.class, reader.assemble(slots(PackedSnapshot.whole(older)), delta));

        assertEquals(Assembly.Reason.MIXED, told.reason());
        assertEquals("the snapshot delta is for a base 2/1 and the slots are of 1/9", told.message());
    }

    @Test
    void aDamagedDeltaIsNoDelta() {
        packer.pack(first);
        PackedSnapshot packed = packer.pack(with(first, 2, "default/new"));
        for (String key : delta(packed).keySet()) {
            Map<String, byte[]> damaged = new HashMap<>(delta(packed));
            byte[] value = damaged.get(key).clone();
            value[value.length / 2] ^= 1;
            damaged.put(key, value);
            Map<String, byte[]> without = new HashMap<>(delta(packed));
            without.remove(key);

            for (Map<String, byte[]> data : List.of(damaged, without)) {
                Assembly.Incomplete told =
                        assertInstanceOf(Assembly.Incomplete.class, reader.assemble(slots(packed), data), key);
                assertEquals(Assembly.Reason.CORRUPTED, told.reason(), key);
                assertTrue(told.message().startsWith("snapshot delta: "), told.message());
            }
        }
    }

    @Test
    void changedSlotsAreReadAgain() {
        Map<Integer, Map<String, byte[]>> slots = slots(PackedSnapshot.whole(first));
        reader.assemble(slots);
        Map<String, byte[]> damaged = new HashMap<>(slots.get(0));
        damaged.put("part", "gone".getBytes(StandardCharsets.UTF_8));
        slots.put(0, damaged);

        assertInstanceOf(Assembly.Incomplete.class, reader.assemble(slots));
    }

    private Assembly.Whole whole(PackedSnapshot packed) {
        return assertInstanceOf(Assembly.Whole.class, reader.assemble(slots(packed), packed.delta()));
    }

    private static Map<String, byte[]> delta(PackedSnapshot packed) {
        Map<String, byte[]> delta = packed.delta();
        assertNotNull(delta);
        return delta;
    }

    private static int bytes(PackedSnapshot packed) {
        return delta(packed).values().stream().mapToInt(value -> value.length).sum();
    }

    private static ConfigSnapshot with(ConfigSnapshot before, long revision, String route) {
        List<Route> routes = new ArrayList<>(before.routes());
        routes.add(new Route(route, List.of(), List.of(), List.of()));
        return new ConfigSnapshot(
                before.schema(),
                before.gateway(),
                before.epoch(),
                revision,
                before.listeners(),
                routes,
                before.policies(),
                before.pools(),
                before.providers());
    }

    private static Map<Integer, Map<String, byte[]>> slots(PackedSnapshot packed) {
        List<Map<String, byte[]>> all =
                assertInstanceOf(Packing.Slots.class, packed.slots()).slots();
        Map<Integer, Map<String, byte[]>> slots = new HashMap<>();
        for (int slot = 0; slot < all.size(); slot++) {
            slots.put(slot, all.get(slot));
        }
        return slots;
    }
}
