package dev.sluice.standalone.manifest.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One reading of a file: its text, and the stamp by which the next look can tell that it is still the same. */
record ManifestFile(Stamp stamp, String text) {
    private static final long MAX_BYTES = 4L << 20;

    /** A writer at work is met a second time rather than half-way. */
    private static final int MAX_READS = 3;

    /** Two changes within one tick of the file system's clock carry the same time. */
    private static final long CLOCK_TICK_MILLIS = 50;

    /** {@code settled} means that the file was last changed long enough before the reading to tell a later change. */
    record Stamp(long modifiedMillis, long bytes, @Nullable Object fileKey, boolean settled) {
        static Stamp of(Path file, long nowMillis) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long modifiedMillis = attributes.lastModifiedTime().toMillis();
            return new Stamp(
                    modifiedMillis,
                    attributes.size(),
                    attributes.fileKey(),
                    nowMillis - modifiedMillis > CLOCK_TICK_MILLIS);
        }

        boolean provesUnchanged(Stamp later) {
            return settled && isSame(later);
        }

        boolean isSame(Stamp other) {
            return modifiedMillis == other.modifiedMillis
                    && bytes == other.bytes
                    && Objects.equals(fileKey, other.fileKey);
        }
    }

    static ManifestFile read(Path file, long nowMillis) throws IOException {
        Stamp stamp = Stamp.of(file, nowMillis);
        for (int reads = 1; ; reads++) {
            if (stamp.bytes() > MAX_BYTES) {
                throw new IOException("is larger than 4 MiB; split it");
            }
            byte[] bytes = Files.readAllBytes(file);
            Stamp after = Stamp.of(file, nowMillis);
            if (stamp.isSame(after) || reads == MAX_READS) {
                return new ManifestFile(after, decode(bytes));
            }
            stamp = after;
        }
    }

    private static String decode(byte[] bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("is not UTF-8 text", e);
        }
    }
}
