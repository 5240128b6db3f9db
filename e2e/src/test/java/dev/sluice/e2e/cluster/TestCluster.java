package dev.sluice.e2e.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.k3s.K3sContainer;

/**
 * A real Kubernetes, in this order: the one whose kubeconfig is given, k3s from a registry, the image built from
 * {@code e2e/cluster}. There is no fourth way: where none is to be had, starting throws and says why.
 */
public final class TestCluster implements AutoCloseable {

    /** Environment variable, and with dots and in lower case system property, that names a kubeconfig to use. */
    public static final String KUBECONFIG = "SLUICE_E2E_KUBECONFIG";

    /** Environment variable that leaves the cluster running; the next run that keeps it finds it again. */
    static final String KEEP = "SLUICE_E2E_KEEP";

    private final String kubeconfig;
    private final String origin;
    private final Optional<K3sContainer> container;
    private final boolean kept;
    private final KubernetesClient client;

    private TestCluster(String kubeconfig, String origin, Optional<K3sContainer> container, boolean kept) {
        this.kubeconfig = kubeconfig;
        this.origin = origin;
        this.container = container;
        this.kept = kept;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    public static TestCluster start(Repository repository) {
        return setting(KUBECONFIG).map(TestCluster::given).orElseGet(() -> run(repository));
    }

    private static TestCluster given(String file) {
        return new TestCluster(read(Path.of(file)), file, Optional.empty(), true);
    }

    private static TestCluster run(Repository repository) {
        DockerEngine.require(repository);
        boolean keep = setting(KEEP).filter(value -> !value.equals("0")).isPresent();
        K3sContainer container = new K3sContainer(ClusterImage.choose(repository)).withReuse(keep);
        container.start();
        var cluster = new TestCluster(
                container.getKubeConfigYaml(), container.getDockerImageName(), Optional.of(container), keep);
        cluster.writeKubeconfig(repository.path("e2e/target/kubeconfig"));
        return cluster;
    }

    public KubernetesClient client() {
        return client;
    }

    /** What a client on this machine needs to reach the cluster as its administrator. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** The container the cluster runs in; none where a kubeconfig was given, so outages are not ours to make. */
    public Optional<K3sContainer> container() {
        return container;
    }

    @Override
    public String toString() {
        return "Kubernetes " + client.getKubernetesVersion().getGitVersion() + " from " + origin;
    }

    @Override
    public void close() {
        client.close();
        container.filter(c -> !kept).ifPresent(K3sContainer::stop);
        container
                .filter(c -> kept)
                .ifPresent(c -> System.out.println("figure: cluster kept: export KUBECONFIG=$PWD/e2e/target/kubeconfig;"
                        + " docker rm -fv " + c.getContainerId().substring(0, 12) + " ends it"));
    }

    private void writeKubeconfig(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig named by " + KUBECONFIG + " cannot be read", e);
        }
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name.toLowerCase().replace('_', '.')))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank());
    }
}
