package dev.sluice.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.standalone.SluiceMain;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, since signals and exit codes are the process's. */
class TerminationTest {
    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    @Test
    void sigtermDrainsAndExitsWithZero() throws Exception {
        Path manifests = Files.createDirectory(folder.resolve("manifests"));
        Path log = folder.resolve("log");
        Manifests written = new Manifests(manifests, freePort());
        written.write("gateway.yaml", written.gateway());
        start(log, "run", manifests.toString(), "--bind", "127.0.0.1", "--admin", "127.0.0.1:0");
        Await.that("it runs", () -> Files.readString(log).contains("running"));

        process.destroy();

        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it ends");
        assertEquals(0, process.exitValue());
        assertTrue(Files.readString(log).contains("stopped"), Files.readString(log));
    }

    @Test
    void aFolderThatIsNoneExitsWithOneAndSaysWhatToDo() throws Exception {
        Path log = folder.resolve("log");
        start(log, "run", folder.resolve("nowhere").toString());

        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it ends");
        assertEquals(1, process.exitValue());
        assertTrue(Files.readString(log).contains("nowhere is not a folder"), Files.readString(log));
    }

    private void start(Path log, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SluiceMain.class.getName());
        builder.command().addAll(List.of(arguments));
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
