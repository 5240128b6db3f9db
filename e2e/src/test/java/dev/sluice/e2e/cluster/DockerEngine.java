package dev.sluice.e2e.cluster;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    /** What the engine knows of an image it has. */
    public static Optional<InspectImageResponse> image(String name) {
        try {
            return Optional.of(DockerClientFactory.instance()
                    .client()
                    .inspectImageCmd(name)
                    .exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Testcontainers looks at mounts from inside a small image, which it would pull, and try for minutes. e2e/pom.xml names
     * the one that this gives the name to.
     */
    public static void tagTiny(String image) {
        DockerClientFactory.instance()
                .client()
                .tagImageCmd(image, "kube", "tiny")
                .exec();
    }
}
