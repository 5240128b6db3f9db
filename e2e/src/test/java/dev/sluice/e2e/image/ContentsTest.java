package dev.sluice.e2e.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.sluice.e2e.cluster.Command;
import dev.sluice.e2e.cluster.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in each image, and what is not. */
@Tag("e2e")
@Tag("image")
class ContentsTest {
    private static final Repository REPOSITORY = Repository.ofWorkingDirectory();
    private static final long MOST_BYTES = 150_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"sluice-operator", "sluice-gateway", "sluice"})
    void isSmallSaysWhatItIsAndRunsAsNobody(String name) {
        InspectImageResponse image = Image.of(name, REPOSITORY).inspect();
        Map<String, String> labels = image.getConfig().getLabels();
        System.out.printf("figure: image %s: %.1f MB%n", name, image.getSize() / 1e6);

        assertTrue(image.getSize() < MOST_BYTES, () -> "bytes: " + image.getSize());
        assertEquals("65532:65532", image.getConfig().getUser());
        assertTrue(labels.get("org.opencontainers.image.title").startsWith("Sluice"), labels::toString);
        assertEquals(REPOSITORY.version(), labels.get("org.opencontainers.image.version"));
        assertEquals("Apache-2.0", labels.get("org.opencontainers.image.licenses"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice-operator", "sluice-gateway", "sluice"})
    void hasNoShell(String name) {
        assertNotEquals(0, run(name, "/bin/sh", "-c", "true").exitCode());
    }

    /** The cache is worth its size only if the runtime takes it; in mode on it ends with an error where it would not. */
    @ParameterizedTest
    @ValueSource(strings = {"sluice-operator", "sluice-gateway", "sluice"})
    void takesItsAheadOfTimeCache(String name) {
        run(
                        name,
                        "/opt/java/bin/java",
                        "-XX:AOTMode=on",
                        "-XX:AOTCache=/opt/sluice/sluice.aot",
                        "--dry-run",
                        "@/opt/sluice/sluice.args")
                .orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice-operator", "sluice-gateway", "sluice"})
    void carriesItsBillOfMaterials(String name, @TempDir Path folder) throws Exception {
        String container = Command.run(
                        "docker", "create", Image.of(name, REPOSITORY).toString())
                .orThrow();
        try {
            Path copy = folder.resolve("bill");
            Command.run("docker", "cp", container + ":/usr/share/sluice/" + name + ".cdx.json", copy.toString())
                    .orThrow();
            String bill = Files.readString(copy);
            for (String part : List.of("pkg:deb/debian/libc6@", "pkg:maven/io.netty/netty-handler@", "java-runtime")) {
                assertTrue(bill.contains(part), () -> part + " is not in the bill of materials");
            }
        } finally {
            Command.run("docker", "rm", container);
        }
    }

    private static Command run(String name, String program, String... arguments) {
        var line = new ArrayList<>(List.of("docker", "run", "--rm", "--read-only", "--entrypoint", program));
        line.add(Image.of(name, REPOSITORY).toString());
        line.addAll(List.of(arguments));
        return Command.run(line);
    }
}
