package dev.sluice.contract.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a reader sees of the slots, and in whatever order, it gets a snapshot as it was written or none. */
class SnapshotDeliveryPropertyTest {
    private static final int RUNS = 100;

    private final SnapshotReader reader = new SnapshotReader();

    /** Each watch brings its slot's versions in order, but lags as it likes behind the others. */
    @Test
    void anyOrderOfUpdatesGivesWhatSlotZeroNamesOrNothing() {
        int whole = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomGenerator random = World.seeded(seed);
            List<ConfigSnapshot> written = new ArrayList<>();
            List<List<Map<String, byte[]>>> versions = new ArrayList<>();
            for (int slot = 0; slot < SnapshotSlots.MAX_SLOTS; slot++) {
                versions.add(new ArrayList<>());
            }
            for (int revision = 1; revision <= 5; revision++) {
                ConfigSnapshot next = World.snapshot(1, revision, random.nextInt(1, 60), random);
                written.add(next);
                List<Map<String, byte[]>> slots = World.slots(next);
                for (int slot = 0; slot < slots.size(); slot++) {
                    versions.get(slot).add(slots.get(slot));
                }
            }
            Map<Integer, Map<String, byte[]>> seen = new HashMap<>();
            int[] next = new int[SnapshotSlots.MAX_SLOTS];
            while (true) {
                int[] left = java.util.stream.IntStream.range(0, next.length)
                        .filter(slot -> next[slot] < versions.get(slot).size())
                        .toArray();
                if (left.length == 0) {
                    break;
                }
                int slot = left[random.nextInt(left.length)];
                // A relist skips versions, as informers do.
                next[slot] = random.nextInt(next[slot], versions.get(slot).size());
                seen.put(slot, versions.get(slot).get(next[slot]++));
                if (reader.assemble(seen) instanceof Assembly.Whole got) {
                    whole++;
                    assertEquals(written.get((int) got.snapshot().revision() - 1), got.snapshot(), "seed " + seed);
                    assertEquals(
                            Long.toString(got.snapshot().revision()),
                            new String(seen.get(0).get("revision"), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
            assertEquals(new Assembly.Whole(written.getLast()), reader.assemble(seen), "seed " + seed);
        }
        assertTrue(whole > RUNS, "so few were whole that nothing was shown: " + whole);
    }

    @Test
    void corruptionNeverGivesAnotherSnapshot() {
        int refused = 0;
        for (long seed = 0; seed < 10 * RUNS; seed++) {
            RandomGenerator random = World.seeded(seed);
            ConfigSnapshot written = World.snapshot(3, 7, random.nextInt(1, 60), random);
            Map<Integer, Map<String, byte[]>> slots = new HashMap<>();
            List<Map<String, byte[]>> packed = World.slots(written);
            for (int slot = 0; slot < packed.size(); slot++) {
                slots.put(slot, new HashMap<>(packed.get(slot)));
            }

            corrupt(slots, random);

            switch (reader.assemble(slots)) {
                case Assembly.Whole got -> assertEquals(written, got.snapshot(), "seed " + seed);
                case Assembly.Incomplete told -> {
                    refused++;
                    assertTrue(told.message().contains("snapshot"), "seed " + seed + ": " + told);
                }
            }
        }
        assertTrue(refused > 5 * RUNS, "refused: " + refused);
    }

    private static void corrupt(Map<Integer, Map<String, byte[]>> slots, RandomGenerator random) {
        int slot = random.nextInt(slots.size());
        Map<String, byte[]> data = slots.get(slot);
        List<String> keys = data.keySet().stream().sorted().toList();
        String key = keys.get(random.nextInt(keys.size()));
        byte[] value = data.get(key).clone();
        switch (random.nextInt(6)) {
            case 0 -> slots.remove(slot);
            case 1 -> data.remove(key);
            case 2 -> data.put(key, Arrays.copyOf(value, random.nextInt(value.length)));
            case 3 -> data.put(key, Arrays.copyOf(value, value.length + 1 + random.nextInt(8)));
            case 4 -> {
                int other = random.nextInt(slots.size());
                slots.put(slot, slots.get(other));
                slots.put(other, data);
            }
            default -> {
                value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
                data.put(key, value);
            }
        }
    }
}
