import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lists what an image is made of as CycloneDX JSON: jars, Debian packages, the Java runtime.
 *
 * <pre>java dev/image/Sbom.java NAME VERSION CREATED DEPENDENCIES.txt JARS DPKG-STATUS.d RELEASE</pre>
 *
 * DEPENDENCIES.txt is what Maven's dependency:list writes; DPKG-STATUS.d holds a control file per package; RELEASE is the
 * runtime's.
 */
final class Sbom {

    private Sbom() {}

    public static void main(String[] args) throws IOException {
        var components = new ArrayList<String>();
        components.addAll(jars(Path.of(args[3]), Path.of(args[4])));
        components.addAll(packages(Path.of(args[5])));
        components.add(runtime(Path.of(args[6])));
        System.out.println("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"version\":1,\"metadata\":{\"timestamp\":\"" + args[2]
                + "\",\"component\":{\"type\":\"container\",\"name\":\"" + args[0] + "\",\"version\":\"" + args[1] + "\"}},\"components\":[\n"
                + String.join(",\n", components) + "\n]}");
    }

    /** Lines such as {@code io.vertx:vertx-core:jar:5.0.10:compile}, with a classifier in the third place or none. */
    private static List<String> jars(Path dependencies, Path folder) throws IOException {
        var found = new TreeMap<String, String>();
        for (String line : Files.readAllLines(dependencies)) {
            String[] part = line.strip().split("[: ]");
            if (part.length < 5 || !part[2].equals("jar")) {
                continue;
            }
            boolean classified = Files.exists(folder.resolve(part[1] + "-" + part[4] + "-" + part[3] + ".jar"));
            String version = classified ? part[4] : part[3];
            Path file = folder.resolve(part[1] + "-" + version + (classified ? "-" + part[3] : "") + ".jar");
            String purl = "pkg:maven/" + part[0] + "/" + part[1] + "@" + version + (classified ? "?classifier=" + part[3] : "");
            found.put(file.getFileName().toString(), "{\"type\":\"library\",\"group\":\"" + part[0] + "\",\"name\":\"" + part[1] + "\",\"version\":\""
                    + version + "\",\"purl\":\"" + purl + "\",\"hashes\":[{\"alg\":\"SHA-256\",\"content\":\"" + sha256(file) + "\"}]}");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> unlisted = files.map(file -> file.getFileName().toString())
                    .filter(name -> !found.containsKey(name) && !name.startsWith("sluice-"))
                    .toList();
            if (!unlisted.isEmpty()) {
                throw new IOException("In the image and not among the dependencies: " + unlisted);
            }
        }
        return List.copyOf(found.values());
    }

    private static List<String> packages(Path statusFolder) throws IOException {
        var components = new ArrayList<String>();
        try (Stream<Path> files = Files.list(statusFolder)) {
            for (Path file : files.sorted().toList()) {
                String name = field(file, "Package");
                String version = field(file, "Version");
                components.add("{\"type\":\"library\",\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"purl\":\"pkg:deb/debian/" + name + "@"
                        + version.replace(":", "%3A").replace("+", "%2B").replace("~", "%7E") + "?arch=" + field(file, "Architecture") + "\"}");
            }
        }
        return components;
    }

    private static String runtime(Path release) throws IOException {
        String version = field(release, "JAVA_RUNTIME_VERSION").replace("\"", "");
        String vendor = field(release, "IMPLEMENTOR").replace("\"", "");
        return "{\"type\":\"framework\",\"name\":\"java-runtime\",\"publisher\":\"" + vendor + "\",\"version\":\"" + version + "\"}";
    }

    private static String field(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name + ":") || line.startsWith(name + "=")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        throw new IOException(file + " has no " + name);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Layer.sha256();
        digest.update(Files.readAllBytes(file));
        return Layer.hex(digest);
    }
}
