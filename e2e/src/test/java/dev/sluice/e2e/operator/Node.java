package dev.sluice.e2e.operator;

import dev.sluice.e2e.cluster.Command;
import dev.sluice.e2e.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The container that is the cluster's one node, and what is done to it from inside. A cluster of somebody else's has none, so what
 * would take its API server down or read its processes does not run there.
 *
 * @param container its id
 */
public record Node(String container) {

    /** What a program ended with; {@code output} holds both of its streams. */
    record Result(int exitCode, String output) {}

    static Node of(TestCluster cluster) {
        return new Node(cluster.container()
                .orElseThrow(() -> new IllegalStateException(
                        "This suite loads images into the node, stops the API server and reads processes, which it does not"
                                + " do to a cluster of yours: run it without " + TestCluster.KUBECONFIG))
                .getContainerId());
    }

    /** The output of a shell's command that has to succeed. */
    public String shell(String command) {
        Result result = exec("sh", "-c", command);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(command + " ended with " + result.exitCode() + ":\n" + result.output());
        }
        return result.output();
    }

    Result exec(String... command) {
        return exec(ProcessBuilder.Redirect.PIPE, command);
    }

    private Result exec(ProcessBuilder.Redirect input, String... command) {
        List<String> line = new ArrayList<>(List.of("docker", "exec", "-i", container));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectInput(input)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + String.join(" ", line), e);
        }
    }

    void importImage(Path file) {
        Result result = exec(ProcessBuilder.Redirect.from(file.toFile()), "ctr", "images", "import", "-");
        if (result.exitCode() != 0) {
            throw new IllegalStateException(file + " was not imported: " + result.output());
        }
    }

    /** A file or folder of this machine. */
    void copy(Path from, String to) {
        Command.run("docker", "cp", "-q", from.toString(), container + ":" + to).orThrow();
    }

    void write(String path, String text) {
        try {
            Path file = Files.createTempFile("sluice-e2e", ".tmp");
            Files.writeString(file, text);
            copy(file, path);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a container's process holds of memory. */
    double residentMebibytes(String containerId) {
        String id = containerId.replaceFirst(".*//", "");
        String pid = shell("ctr tasks ls | awk '$1 == \"" + id + "\" { print $2 }'");
        return Long.parseLong(shell("awk '/^VmRSS/ { print $2 }' /proc/" + pid + "/status")) / 1024.0;
    }

    /** Ends a container as a crash does; the kubelet starts it again, with or without an API server. */
    void kill(String containerId) {
        shell("ctr tasks kill --signal SIGKILL " + containerId.replaceFirst(".*//", ""));
    }
}
