package dev.sluice.e2e.cluster;

import org.testcontainers.utility.DockerImageName;

/** The image a cluster runs from; {@code e2e/cluster/obtain} says which one that is. */
final class ClusterImage {

    private ClusterImage() {}

    static DockerImageName choose(Repository repository) {
        String image = Command.run(repository.path("e2e/cluster/obtain").toString())
                .orThrow()
                .lines()
                .reduce("", (before, last) -> last);
        DockerEngine.tagTiny(image);
        return DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s");
    }
}
