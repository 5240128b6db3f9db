package dev.sluice.contract.delivery;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.SnapshotDelta;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs the snapshots of one Gateway one after the other, and writes as little as it can: of a large one the delta to a base,
 * until the delta has grown so much that a new base is cheaper. Of one thread.
 */
public final class SnapshotPacker {
    /** Smaller snapshots are written whole: a delta would save nothing. */
    static final int LEAST_BASE_BYTES = 8 * 1024;

    private static final int LARGEST_DELTA_BYTES = 64 * 1024;
    private static final int BASE_PER_DELTA = 4;

    private @Nullable PackedSnapshot base;

    /** @param next newer than the one before */
    public PackedSnapshot pack(ConfigSnapshot next) {
        PackedSnapshot before = base;
        if (before != null && before.slots() instanceof Packing.Slots slots && slots.bytes() >= LEAST_BASE_BYTES) {
            Map<String, byte[]> delta = DeltaSlot.write(SnapshotDelta.between(before.base(), next));
            int bytes = delta.values().stream().mapToInt(value -> value.length).sum();
            if (bytes <= Math.min(LARGEST_DELTA_BYTES, slots.bytes() / BASE_PER_DELTA)) {
                return new PackedSnapshot(before.base(), slots, delta);
            }
        }
        PackedSnapshot fresh = PackedSnapshot.whole(next);
        base = fresh;
        return fresh;
    }
}
