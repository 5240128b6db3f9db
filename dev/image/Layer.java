import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A layer of an image: a folder as a gzipped tar that depends on names, contents and executable bits alone. Entries are
 * sorted, times are one constant, everything belongs to root.
 *
 * @param diffId digest of the tar, as the image's configuration wants it
 * @param digest digest of the gzipped tar, which is also its file name
 * @param size of the gzipped tar, in bytes
 * @param unpackedSize of the tar, in bytes
 */
record Layer(String diffId, String digest, long size, long unpackedSize) {

    private static final int BLOCK = 512;

    /** Puts the layer among the blobs; packed once and kept beside its folder for the next image that shares it. */
    static Layer write(Path root, long epochSeconds, Path blobs) throws IOException {
        Path packed = root.resolveSibling(root.getFileName() + ".layer.gz");
        Path facts = root.resolveSibling(root.getFileName() + ".layer");
        if (!Files.exists(facts)) {
            Layer fresh = pack(root, epochSeconds, packed);
            Files.writeString(facts, fresh.diffId + " " + fresh.digest + " " + fresh.size + " " + fresh.unpackedSize);
        }
        String[] kept = Files.readString(facts).split(" ");
        Layer layer = new Layer(kept[0], kept[1], Long.parseLong(kept[2]), Long.parseLong(kept[3]));
        Files.copy(packed, blobs.resolve(layer.digest), StandardCopyOption.REPLACE_EXISTING);
        return layer;
    }

    private static Layer pack(Path root, long epochSeconds, Path file) throws IOException {
        MessageDigest tarDigest = sha256();
        MessageDigest gzipDigest = sha256();
        long[] tarBytes = {0};
        try (var gzip = new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file), gzipDigest), 1 << 16);
                var tar = new DigestOutputStream(gzip, tarDigest)) {
            for (Path path : sorted(root)) {
                tarBytes[0] += entry(tar, root, path, epochSeconds);
            }
            tar.write(new byte[2 * BLOCK]);
            tarBytes[0] += 2 * BLOCK;
        }
        return new Layer(hex(tarDigest), hex(gzipDigest), Files.size(file), tarBytes[0]);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> sorted(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !path.equals(root))
                    .sorted((a, b) -> root.relativize(a).toString().compareTo(root.relativize(b).toString()))
                    .toList();
        }
    }

    private static long entry(OutputStream tar, Path root, Path path, long epochSeconds) throws IOException {
        String name = root.relativize(path).toString();
        boolean link = Files.isSymbolicLink(path);
        boolean folder = !link && Files.isDirectory(path);
        long size = link || folder ? 0 : Files.size(path);
        int mode = folder ? (name.equals("tmp") ? 01777 : 0755) : link ? 0777 : Files.isExecutable(path) ? 0755 : 0644;
        String target = link ? Files.readSymbolicLink(path).toString() : "";
        tar.write(header(folder ? name + "/" : name, mode, size, epochSeconds, link ? '2' : folder ? '5' : '0', target));
        if (size == 0) {
            return BLOCK;
        }
        Files.copy(path, tar);
        int padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
        tar.write(new byte[padding]);
        return BLOCK + size + padding;
    }

    /** A POSIX ustar header; a name over 100 bytes is cut at a slash into prefix and name. */
    private static byte[] header(String name, int mode, long size, long time, char type, String target) throws IOException {
        int cut = name.length() <= 100 ? 0 : name.indexOf('/', name.length() - 101) + 1;
        if (cut > 156 || name.length() - cut > 100 || target.length() > 100) {
            throw new IOException("Too long for a tar header: " + name + " " + target);
        }
        var header = new ByteArrayOutputStream(BLOCK);
        header.write(field(name.substring(cut), 100));
        header.write(octal(mode, 8));
        header.write(octal(0, 8));
        header.write(octal(0, 8));
        header.write(octal(size, 12));
        header.write(octal(time, 12));
        header.write(field(" ".repeat(8), 8));
        header.write(type);
        header.write(field(target, 100));
        header.write(field("ustar\0" + "00", 8));
        header.write(field("root", 32));
        header.write(field("root", 32));
        header.write(octal(0, 8));
        header.write(octal(0, 8));
        header.write(field(cut == 0 ? "" : name.substring(0, cut - 1), 155));
        header.write(new byte[BLOCK - header.size()]);
        byte[] bytes = header.toByteArray();
        int sum = 0;
        for (byte b : bytes) {
            sum += b & 0xff;
        }
        System.arraycopy(field(String.format("%06o\0 ", sum), 8), 0, bytes, 148, 8);
        return bytes;
    }

    private static byte[] field(String text, int width) {
        byte[] field = new byte[width];
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, field, 0, bytes.length);
        return field;
    }

    private static byte[] octal(long value, int width) {
        return field(String.format("%0" + (width - 1) + "o", value), width);
    }
}
