import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes folders, one layer each, as an OCI image layout that Docker's {@code load} takes as well.
 *
 * <pre>java dev/image/Assemble.java IMAGE.properties OUT LAYER...</pre>
 *
 * The properties: {@code name}, {@code tag}, {@code architecture}, {@code epoch}, {@code created}, {@code user}, {@code entrypoint} and {@code command} (words), {@code env.*}, {@code label.*}.
 */
final class Assemble {

    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private Assemble() {}

    public static void main(String[] args) throws IOException {
        var image = new Properties();
        try (var in = Files.newBufferedReader(Path.of(args[0]))) {
            image.load(in);
        }
        Path out = Path.of(args[1]);
        Path blobs = Files.createDirectories(out.resolve("blobs/sha256"));
        var layers = new ArrayList<Layer>();
        for (int i = 2; i < args.length; i++) {
            Layer layer = Layer.write(Path.of(args[i]), Long.parseLong(image.getProperty("epoch")), blobs);
            layers.add(layer);
            System.err.printf(
                    "  layer %-8s %6.1f MB, %5.1f MB packed, %s%n",
                    Path.of(args[i]).getFileName(), layer.unpackedSize() / 1e6, layer.size() / 1e6, layer.digest().substring(0, 12));
        }
        System.err.printf(
                "  image %s:%s: %.1f MB, %.1f MB packed%n",
                image.getProperty("name"), image.getProperty("tag"),
                layers.stream().mapToLong(Layer::unpackedSize).sum() / 1e6,
                layers.stream().mapToLong(Layer::size).sum() / 1e6);
        Blob config = Blob.write(blobs, config(image, layers));
        Blob manifest = Blob.write(blobs, manifest(config, layers));
        write(out.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        write(out.resolve("index.json"), index(image, manifest));
        write(out.resolve("manifest.json"), dockerManifest(image, config, layers));
    }

    private static String config(Properties image, List<Layer> layers) {
        String created = quoted(image.getProperty("created"));
        return "{\"created\":" + created + ",\"architecture\":" + quoted(image.getProperty("architecture"))
                + ",\"os\":\"linux\",\"config\":{\"User\":" + quoted(image.getProperty("user"))
                + ",\"Env\":" + list(strings(image, "env.").entrySet().stream().map(e -> quoted(e.getKey() + "=" + e.getValue())).toList())
                + ",\"Entrypoint\":" + words(image.getProperty("entrypoint")) + ",\"Cmd\":" + words(image.getProperty("command"))
                + ",\"WorkingDir\":\"/\",\"Labels\":" + object(strings(image, "label."))
                + "},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":"
                + list(layers.stream().map(l -> quoted("sha256:" + l.diffId())).toList())
                + "},\"history\":" + list(layers.stream().map(l -> "{\"created\":" + created + "}").toList()) + "}";
    }

    private static String manifest(Blob config, List<Layer> layers) {
        return "{\"schemaVersion\":2,\"mediaType\":" + quoted(MANIFEST_TYPE) + ",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config.digest(), config.size()) + ",\"layers\":"
                + list(layers.stream()
                        .map(l -> descriptor("application/vnd.oci.image.layer.v1.tar+gzip", l.digest(), l.size()))
                        .toList())
                + "}";
    }

    private static String index(Properties image, Blob manifest) {
        String described = descriptor(MANIFEST_TYPE, manifest.digest(), manifest.size());
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + described.substring(0, described.length() - 1) + ",\"annotations\":{\"org.opencontainers.image.ref.name\":"
                + quoted(image.getProperty("tag")) + "}}]}";
    }

    private static String dockerManifest(Properties image, Blob config, List<Layer> layers) {
        return "[{\"Config\":" + quoted("blobs/sha256/" + config.digest()) + ",\"RepoTags\":["
                + quoted(image.getProperty("name") + ":" + image.getProperty("tag")) + "],\"Layers\":"
                + list(layers.stream().map(l -> quoted("blobs/sha256/" + l.digest())).toList()) + "}]";
    }

    private static String descriptor(String type, String digest, long size) {
        return "{\"mediaType\":" + quoted(type) + ",\"digest\":" + quoted("sha256:" + digest) + ",\"size\":" + size + "}";
    }

    private static Map<String, String> strings(Properties image, String prefix) {
        var found = new TreeMap<String, String>();
        image.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> found.put(name.substring(prefix.length()), image.getProperty(name)));
        return found;
    }

    private static String words(String text) {
        return list(text.isBlank() ? List.of() : List.of(text.trim().split(" +")).stream().map(Assemble::quoted).toList());
    }

    private static String object(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(e -> quoted(e.getKey()) + ":" + quoted(e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String list(List<String> items) {
        return items.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        if (IntStream.range(0, text.length()).anyMatch(i -> text.charAt(i) < ' ')) {
            throw new IllegalArgumentException("A control character in " + text);
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    /** A JSON document among the blobs. */
    private record Blob(String digest, long size) {
        static Blob write(Path blobs, String json) throws IOException {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            MessageDigest digest = Layer.sha256();
            digest.update(bytes);
            String hex = Layer.hex(digest);
            Files.write(blobs.resolve(hex), bytes);
            return new Blob(hex, bytes.length);
        }
    }
}
