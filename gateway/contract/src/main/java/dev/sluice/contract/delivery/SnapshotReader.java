package dev.sluice.contract.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.delivery.Assembly.Incomplete;
import dev.sluice.contract.delivery.Assembly.Reason;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.SnapshotDelta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts slots together. Slot 0 is believed only as far as the parts bear it out: every part has the digest it names, and the
 * snapshot that comes out says of itself the same schema, Gateway, epoch and revision.
 */
public final class SnapshotReader {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final ContractCodec codec = new ContractCodec();
    private Map<Integer, Map<String, byte[]>> readBefore = Map.of();
    private Assembly.@Nullable Whole before;

    /** A base that is alone. */
    public Assembly assemble(Map<Integer, Map<String, byte[]>> slots) {
        return assemble(slots, null);
    }

    /**
     * A base that was read stays read as long as its slots are the same, so that a delta costs no more than itself.
     *
     * @param slots data of the Secrets that exist, by slot
     * @param delta data of the delta's Secret; null where it does not exist
     */
    public Assembly assemble(Map<Integer, Map<String, byte[]>> slots, @Nullable Map<String, byte[]> delta) {
        Assembly.Whole known = before;
        if (known != null && sameSlots(slots)) {
            return delta == null ? known : with(known, delta);
        }
        Assembly assembled = base(slots);
        if (!(assembled instanceof Assembly.Whole whole)) {
            return assembled;
        }
        before = whole;
        readBefore = Map.copyOf(slots);
        return delta == null ? whole : with(whole, delta);
    }

    private boolean sameSlots(Map<Integer, Map<String, byte[]>> slots) {
        return slots.size() == readBefore.size()
                && slots.entrySet().stream().allMatch(slot -> readBefore.get(slot.getKey()) == slot.getValue());
    }

    private static Assembly with(Assembly.Whole base, Map<String, byte[]> data) {
        try {
            SnapshotDelta delta = DeltaSlot.read(data);
            long epoch = base.base().epoch();
            long revision = base.base().revision();
            if (delta.epoch() < epoch || (delta.epoch() == epoch && delta.revision() <= revision)) {
                return base;
            }
            if (!delta.isFor(base.base())) {
                return new Incomplete(
                        Reason.MIXED,
                        "the snapshot delta is for a base " + delta.baseEpoch() + "/" + delta.baseRevision()
                                + " and the slots are of " + epoch + "/" + revision,
                        Set.of());
            }
            return ConfigSnapshot.reads(delta.schema())
                    ? base.with(delta)
                    : new Incomplete(
                            Reason.UNREADABLE,
                            "the snapshot delta has schema " + delta.schema() + "; this gateway reads up to "
                                    + ConfigSnapshot.SCHEMA,
                            Set.of());
        } catch (CodecException | IllegalArgumentException e) {
            return new Incomplete(Reason.CORRUPTED, "snapshot delta: " + e.getMessage(), Set.of());
        }
    }

    private Assembly base(Map<Integer, Map<String, byte[]>> slots) {
        Map<String, byte[]> first = slots.get(0);
        if (first == null) {
            return new Incomplete(Reason.MISSING, "snapshot slot 0 does not exist", Set.of(0));
        }
        Head head;
        try {
            head = Head.of(first);
        } catch (Damage e) {
            return new Incomplete(Reason.CORRUPTED, "snapshot slot 0: " + e.getMessage(), Set.of(0));
        }
        if (!ConfigSnapshot.reads(head.schema)) {
            return new Incomplete(
                    Reason.UNREADABLE,
                    "snapshot slot 0 has schema " + head.schema + "; this gateway reads up to " + ConfigSnapshot.SCHEMA,
                    Set.of(0));
        }
        Incomplete unfit = unfit(head, slots);
        return unfit != null ? unfit : read(head, slots);
    }

    /** Looks at every part before it says what is wrong, so that the gravest reason is told. */
    private static @Nullable Incomplete unfit(Head head, Map<Integer, Map<String, byte[]>> slots) {
        Incomplete worst = null;
        for (int slot = 0; slot < head.digests.size(); slot++) {
            Incomplete found = unfit(head, slot, slots.get(slot));
            if (found != null
                    && (worst == null
                            || found.reason().ordinal() > worst.reason().ordinal())) {
                worst = found;
            }
        }
        return worst;
    }

    private static @Nullable Incomplete unfit(Head head, int slot, @Nullable Map<String, byte[]> data) {
        if (data == null) {
            return head.incomplete(Reason.MISSING, "snapshot slot " + slot + " of " + head + " does not exist");
        }
        byte[] part = data.get(SnapshotSlots.PART);
        if (part != null && SnapshotSlots.digest(part).equals(head.digests.get(slot))) {
            return null;
        }
        String belongs = text(data, SnapshotSlots.EPOCH) + "/" + text(data, SnapshotSlots.REVISION);
        return belongs.equals(head.toString())
                ? head.incomplete(
                        Reason.CORRUPTED,
                        "snapshot slot " + slot + " of " + head + " does not have the digest that slot 0 names")
                : head.incomplete(
                        Reason.MIXED, "snapshot slot " + slot + " is of " + belongs + " and slot 0 of " + head);
    }

    private Assembly read(Head head, Map<Integer, Map<String, byte[]>> slots) {
        try {
            ConfigSnapshot snapshot = codec.readSnapshot(unpack(head, slots));
            Head inside = new Head(
                    snapshot.schema(),
                    snapshot.gateway(),
                    snapshot.epoch(),
                    snapshot.revision(),
                    head.bytes,
                    head.digests);
            return inside.equals(head)
                    ? new Assembly.Whole(snapshot)
                    : head.incomplete(
                            Reason.CORRUPTED,
                            "snapshot slot 0 says " + head.gateway + " " + head + "; the snapshot inside is "
                                    + inside.gateway + " " + inside);
        } catch (CodecException | Damage | IOException | IllegalArgumentException e) {
            return head.incomplete(Reason.CORRUPTED, "snapshot " + head + " cannot be read: " + e.getMessage());
        }
    }

    private static byte[] unpack(Head head, Map<Integer, Map<String, byte[]>> slots) throws IOException, Damage {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int slot = 0; slot < head.digests.size(); slot++) {
            packed.write(slots.getOrDefault(slot, Map.of()).getOrDefault(SnapshotSlots.PART, new byte[0]));
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            byte[] json = gzip.readNBytes(head.bytes);
            if (json.length != head.bytes || gzip.read() >= 0) {
                throw new Damage("it does not unpack to the " + head.bytes + " bytes that slot 0 names");
            }
            return json;
        }
    }

    static @Nullable String text(Map<String, byte[]> data, String key) {
        byte[] value = data.get(key);
        return value == null ? null : new String(value, UTF_8);
    }

    /** What slot 0 says of the whole. */
    private record Head(int schema, String gateway, long epoch, long revision, int bytes, List<String> digests) {

        static Head of(Map<String, byte[]> data) throws Damage {
            List<String> digests = List.of(required(data, SnapshotSlots.DIGESTS).split(" "));
            if (digests.size() > SnapshotSlots.MAX_SLOTS
                    || !digests.stream().allMatch(d -> DIGEST.matcher(d).matches())) {
                throw new Damage("digests is not a list of 1 to " + SnapshotSlots.MAX_SLOTS + " SHA-256 in hex");
            }
            return new Head(
                    (int) number(data, SnapshotSlots.SCHEMA, Integer.MAX_VALUE),
                    required(data, SnapshotSlots.GATEWAY),
                    number(data, SnapshotSlots.EPOCH, Long.MAX_VALUE),
                    number(data, SnapshotSlots.REVISION, Long.MAX_VALUE),
                    (int) number(data, SnapshotSlots.BYTES, SnapshotSlots.MAX_SNAPSHOT_BYTES),
                    digests);
        }

        Incomplete incomplete(Reason reason, String message) {
            Set<Integer> parts = new TreeSet<>();
            for (int slot = 0; slot < digests.size(); slot++) {
                parts.add(slot);
            }
            return new Incomplete(reason, message, parts);
        }

        @Override
        public String toString() {
            return epoch + "/" + revision;
        }

        private static String required(Map<String, byte[]> data, String key) throws Damage {
            String value = text(data, key);
            if (value == null) {
                throw new Damage(key + " is missing");
            }
            return value;
        }

        private static long number(Map<String, byte[]> data, String key, long most) throws Damage {
            String value = required(data, key);
            try {
                long number = Long.parseLong(value);
                if (number >= 0 && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number out of bounds.
            }
            throw new Damage(key + " is no number between 0 and " + most);
        }
    }

    /** Ends the reading of one set of slots; never leaves this class. */
    private static final class Damage extends Exception {
        private static final long serialVersionUID = 1L;

        Damage(String message) {
            super(message);
        }
    }
}
