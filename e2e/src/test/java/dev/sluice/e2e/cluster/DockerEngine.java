package dev.sluice.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine, brought up where that is ours to do. */
public final class DockerEngine {

    private DockerEngine() {}

    /** Returns once an engine answers, or throws and says how to get one; a suite is never skipped for want of it. */
    public static void require(Repository repository) {
        if (Files.exists(Path.of("/etc/debian_version")) && "root".equals(System.getProperty("user.name"))) {
            Command.run(repository.path("e2e/cluster/docker-up").toString()).orThrow();
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("This suite needs a Docker engine and none answers. As root on Debian it"
                    + " installs one; elsewhere install Docker, start it, and let this user talk to it (or set DOCKER_HOST)."
                    + " A suite on a cluster runs without Docker on a cluster of yours: "
                    + TestCluster.KUBECONFIG + "=FILE.");
        }
    }
}
