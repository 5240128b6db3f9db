package dev.sluice.e2e.operator;

import dev.sluice.e2e.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.MountableFile;

/**
 * The container that is the cluster's one node: what is done to it from inside. A cluster of somebody else's has none, so what
 * would take its API server down or read its processes does not run there.
 */
record Node(K3sContainer container) {

    static Node of(TestCluster cluster) {
        return new Node(cluster.container()
                .orElseThrow(() -> new IllegalStateException(
                        "This suite loads images into the node, stops the API server and reads processes, which it does not"
                                + " do to a cluster of yours: run it without " + TestCluster.KUBECONFIG)));
    }

    /** The output of a shell's command that has to succeed. */
    String shell(String command) {
        ExecResult result = exec("sh", "-c", command);
        if (result.getExitCode() != 0) {
            throw new IllegalStateException(
                    command + " ended with " + result.getExitCode() + ":\n" + result.getStdout() + result.getStderr());
        }
        return result.getStdout().strip();
    }

    ExecResult exec(String... command) {
        try {
            return container.execInContainer(command);
        } catch (IOException e) {
            throw new IllegalStateException("docker exec " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + String.join(" ", command), e);
        }
    }

    void write(String path, String text) {
        container.copyFileToContainer(Transferable.of(text), path);
    }

    void copy(Path file, String path) {
        container.copyFileToContainer(MountableFile.forHostPath(file), path);
    }

    /** What a container's process holds of memory, of which its runtime gave it as pid 1. */
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
