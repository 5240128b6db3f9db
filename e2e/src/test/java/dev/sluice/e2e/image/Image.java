package dev.sluice.e2e.image;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Capability;
import dev.sluice.e2e.cluster.DockerEngine;
import dev.sluice.e2e.cluster.Repository;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** One of the images that {@code make images} builds. */
record Image(String name, String version) {

    static Image of(String name, Repository repository) {
        DockerEngine.require(repository);
        Image image = new Image(name, repository.version());
        DockerEngine.tagTiny(image.toString());
        return image;
    }

    InspectImageResponse inspect() {
        return DockerEngine.image(toString())
                .orElseThrow(() -> new IllegalStateException(this + " is not there; make images builds it"));
    }

    /** As a cautious cluster runs it. */
    GenericContainer<?> confined(String... command) {
        return new GenericContainer<>(toString())
                .withCommand(command)
                .withTmpFs(Map.of("/tmp", ""))
                .withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")));
    }

    /** What Docker calls it. */
    @Override
    public String toString() {
        return name + ":" + version;
    }
}
