package dev.sluice.contract.delivery;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.SnapshotDelta;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the slots seen so far add up to. */
public sealed interface Assembly {

    /**
     * All parts are there and are what slot 0 says they are.
     *
     * @param base what the slots hold
     * @param delta what changed since; null where nothing did, or where the base is newer
     * @param snapshot the base with the delta
     */
    record Whole(ConfigSnapshot base, @Nullable SnapshotDelta delta, ConfigSnapshot snapshot) implements Assembly {

        /** The base alone. */
        public Whole(ConfigSnapshot base) {
            this(base, null, base);
        }

        /** @throws IllegalArgumentException where the delta is for another base */
        public Whole with(SnapshotDelta newest) {
            return new Whole(base, newest, newest.applyTo(base));
        }
    }

    /**
     * Nothing to compile yet, or never.
     *
     * @param reason kind, which tells a writer at work from damage
     * @param message which slot, what is wrong with it, what was expected
     * @param slots slots that slot 0 speaks of, which a reader has to watch
     */
    record Incomplete(Reason reason, String message, Set<Integer> slots) implements Assembly {
        public Incomplete {
            slots = Set.copyOf(slots);
        }
    }

    enum Reason {
        /** A slot does not exist. */
        MISSING,
        /** Slots belong to different revisions: the writer is not done, or its last write was lost. */
        MIXED,
        /** A slot is not what was written. */
        CORRUPTED,
        /** Written by an operator whose schema this gateway does not read. */
        UNREADABLE
    }
}
