package dev.sluice.contract.delivery;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot ready to be written.
 *
 * @param base of its slots: the snapshot itself, or one that was written before
 * @param slots of the base
 * @param delta data of the delta's Secret, to be written after the slots; null where the base is the snapshot itself
 */
public record PackedSnapshot(
        ConfigSnapshot base, Packing slots, @Nullable Map<String, byte[]> delta) {

    /** Without a delta. */
    public static PackedSnapshot whole(ConfigSnapshot snapshot) {
        return new PackedSnapshot(snapshot, SnapshotSlots.pack(snapshot), null);
    }
}
