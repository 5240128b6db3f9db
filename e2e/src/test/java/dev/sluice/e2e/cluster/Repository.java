package dev.sluice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checkout the suites run in. */
public record Repository(Path top) {

    private static final Pattern KUBERNETES = Pattern.compile("(?m)^\\s*k8s\\.io/kubernetes v(\\S+)$");

    /** The folder above the working directory that holds the cluster's sources. */
    public static Repository ofWorkingDirectory() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isExecutable(dir.resolve("e2e/cluster/image"))) {
                return new Repository(dir);
            }
        }
        throw new IllegalStateException("The suites run inside a checkout; e2e/cluster/image is in no folder above "
                + Path.of("").toAbsolutePath());
    }

    public Path path(String relative) {
        return top.resolve(relative);
    }

    /** The one version of Kubernetes that is built here, and asked for from a registry. */
    public String kubernetesVersion() {
        Path module = path("e2e/cluster/kube/go.mod");
        try {
            Matcher line = KUBERNETES.matcher(Files.readString(module));
            if (!line.find()) {
                throw new IllegalStateException(module + " requires no k8s.io/kubernetes");
            }
            return line.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
