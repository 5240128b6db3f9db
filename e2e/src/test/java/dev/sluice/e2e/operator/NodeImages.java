package dev.sluice.e2e.operator;

import dev.sluice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The images of {@code make images}, loaded into the node as a registry would hand them out. */
final class NodeImages {
    private static final List<String> NAMES = List.of("sluice-operator", "sluice-gateway", "sluice");

    private NodeImages() {}

    /** @return whether the node had others, or none */
    static boolean load(Node node, Repository repository) {
        boolean fresh = false;
        for (String name : NAMES) {
            Path file = repository.path("target/images/" + name + ".tar");
            if (!Files.exists(file)) {
                throw new IllegalStateException(file + " is not there; make images builds it");
            }
            String stamp = stamp(file);
            String mark = "/var/lib/sluice-e2e-" + name;
            if (!node.exec("cat", mark).output().equals(stamp)) {
                node.importImage(file);
                node.write(mark, stamp);
                fresh = true;
            }
        }
        return fresh;
    }

    private static String stamp(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
