package dev.sluice.contract.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Cuts a compressed snapshot into Secrets. Slot 0 carries what the whole is and a digest per part; a part says which
 * revision it belongs to, so that a reader can tell a writer at work from damage. Equal snapshots give equal bytes.
 */
public final class SnapshotSlots {
    public static final int MAX_SLOTS = 8;
    /** A Secret may hold 1 MiB; this leaves room for what others put on it. */
    public static final int PART_BYTES = 768 * 1024;
    /** Most a gateway unpacks: several hundred thousand routes, and a bound for a damaged length. */
    public static final int MAX_SNAPSHOT_BYTES = 256 * 1024 * 1024;

    static final String SCHEMA = "schema";
    static final String GATEWAY = "gateway";
    static final String EPOCH = "epoch";
    static final String REVISION = "revision";
    static final String BYTES = "bytes";
    static final String DIGESTS = "digests";
    static final String PART = "part";

    private static final ContractCodec CODEC = new ContractCodec();

    private SnapshotSlots() {}

    public static Packing pack(ConfigSnapshot snapshot) {
        return pack(snapshot, PART_BYTES);
    }

    /** @param partBytes most per slot; small in tests */
    static Packing pack(ConfigSnapshot snapshot, int partBytes) {
        byte[] json = CODEC.write(snapshot);
        byte[] packed = compress(json);
        if (packed.length > (long) MAX_SLOTS * partBytes || json.length > MAX_SNAPSHOT_BYTES) {
            return new Packing.TooLarge(packed.length, (long) MAX_SLOTS * partBytes);
        }
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < packed.length; at += partBytes) {
            parts.add(Arrays.copyOfRange(packed, at, Math.min(packed.length, at + partBytes)));
        }
        List<Map<String, byte[]>> slots = new ArrayList<>();
        for (byte[] part : parts) {
            Map<String, byte[]> slot = new TreeMap<>();
            slot.put(EPOCH, text(snapshot.epoch()));
            slot.put(REVISION, text(snapshot.revision()));
            slot.put(PART, part);
            slots.add(slot);
        }
        Map<String, byte[]> first = slots.getFirst();
        first.put(SCHEMA, text(snapshot.schema()));
        first.put(GATEWAY, text(snapshot.gateway()));
        first.put(BYTES, text(json.length));
        first.put(DIGESTS, text(parts.stream().map(SnapshotSlots::digest).collect(Collectors.joining(" "))));
        return new Packing.Slots(slots);
    }

    /** SHA-256 in hex. */
    static String digest(byte[] part) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(part));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static byte[] compress(byte[] json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(json.length / 8 + 512);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return packed.toByteArray();
    }

    static byte[] text(Object value) {
        return value.toString().getBytes(UTF_8);
    }
}
