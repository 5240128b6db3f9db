package dev.sluice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checkout the suites run in. */
public record Repository(Path top) {

    private static final Pattern VERSION = Pattern.compile("<artifactId>sluice</artifactId>\\s*<version>([^<]+)<");

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

    /** The version that is built. */
    public String version() {
        return find("pom.xml", VERSION);
    }

    private String find(String file, Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(path(file)));
            if (!found.find()) {
                throw new IllegalStateException(file + " has no " + pattern);
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
