package dev.sluice.contract.delivery;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.snapshot.SnapshotDelta;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The delta's Secret. It stands beside the slots of its base, which stay as they are: a change of one route costs one small
 * write. A base that is newer than the delta has it in it already.
 */
final class DeltaSlot {
    private static final ContractCodec CODEC = new ContractCodec();
    private static final String DELTA = "delta";
    private static final String DIGEST = "digest";

    private DeltaSlot() {}

    static Map<String, byte[]> write(SnapshotDelta delta) {
        byte[] packed = SnapshotSlots.compress(CODEC.write(delta));
        return Map.of(
                SnapshotSlots.EPOCH,
                SnapshotSlots.text(delta.epoch()),
                SnapshotSlots.REVISION,
                SnapshotSlots.text(delta.revision()),
                DIGEST,
                SnapshotSlots.text(SnapshotSlots.digest(packed)),
                DELTA,
                packed);
    }

    /** @throws CodecException where it is not what was written */
    static SnapshotDelta read(Map<String, byte[]> data) throws CodecException {
        byte[] packed = data.get(DELTA);
        String digest = SnapshotReader.text(data, DIGEST);
        if (packed == null || !SnapshotSlots.digest(packed).equals(digest)) {
            throw new CodecException("it does not have the digest that it names");
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] json = gzip.readNBytes(SnapshotSlots.MAX_SNAPSHOT_BYTES);
            SnapshotDelta delta = CODEC.readDelta(json);
            if (!says(data, SnapshotSlots.EPOCH, delta.epoch())
                    || !says(data, SnapshotSlots.REVISION, delta.revision())) {
                throw new CodecException(
                        "it says another revision than the delta inside, " + delta.epoch() + "/" + delta.revision());
            }
            return delta;
        } catch (IOException e) {
            throw new CodecException("it cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static boolean says(Map<String, byte[]> data, String key, long number) {
        return Long.toString(number).equals(SnapshotReader.text(data, key));
    }
}
