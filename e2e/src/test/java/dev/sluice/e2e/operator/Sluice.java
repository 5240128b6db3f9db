package dev.sluice.e2e.operator;

import dev.sluice.e2e.chart.Helm;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The release on the cluster, installed by one command with nothing but the images. It stays after the run where the cluster
 * does, so that KEEP=1 leaves a cluster with Sluice.
 */
public final class Sluice implements AutoCloseable {
    static final String NAMESPACE = "sluice-system";
    static final String NAME = "sluice";

    private static final long PATIENCE_SECONDS = 90;

    private final TestCluster cluster;
    private final Node node;
    private final Path home;
    private final Helm helm;

    private Sluice(TestCluster cluster, Node node, Path home) {
        this.cluster = cluster;
        this.node = node;
        this.home = home;
        this.helm = Helm.on(cluster, home);
    }

    static Sluice on(TestCluster cluster) {
        try {
            Node node = Node.of(cluster);
            boolean fresh = NodeImages.load(node, Repository.ofWorkingDirectory());
            Sluice sluice = new Sluice(cluster, node, Files.createTempDirectory("sluice-e2e"));
            if (fresh) {
                // On a kept cluster: pods that run the images of before, which had the same names.
                sluice.pods().forEach(pod -> cluster.client().resource(pod).delete());
            }
            sluice.install();
            return sluice;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public KubernetesClient client() {
        return cluster.client();
    }

    public Node node() {
        return node;
    }

    Kubectl kubectl() {
        return new Kubectl(node);
    }

    /** Suites before it, or a run before, left definitions or a release; both are taken over. */
    void install() {
        long start = System.nanoTime();
        helm("upgrade", "--install", "--create-namespace", "--take-ownership", "--force-conflicts", "--reset-values");
        untilReady();
        System.out.printf("figure: install to a ready operator: %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    void upgrade(String... more) {
        helm(
                "upgrade",
                Stream.concat(Stream.of("--reset-values"), Stream.of(more)).toArray(String[]::new));
    }

    void uninstall() {
        helm.run("uninstall", NAME, "--namespace", NAMESPACE, "--wait").orThrow();
    }

    private void helm(String verb, String... more) {
        List<String> line = new ArrayList<>(List.of(verb, NAME));
        line.add(Repository.ofWorkingDirectory().path("charts/sluice").toString());
        line.addAll(List.of("--namespace", NAMESPACE));
        line.addAll(List.of(more));
        helm.run(line.toArray(String[]::new)).orThrow();
    }

    RollableScalableResource<Deployment> deployment() {
        return client().apps().deployments().inNamespace(NAMESPACE).withName(NAME);
    }

    /** Every replica of the newest template is ready, and none of an older one is left. */
    void untilReady() {
        deployment().waitUntilCondition(Sluice::rolledOut, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static boolean rolledOut(Deployment deployment) {
        return deployment != null
                && deployment.getStatus() != null
                && deployment
                        .getMetadata()
                        .getGeneration()
                        .equals(deployment.getStatus().getObservedGeneration())
                && orZero(deployment.getStatus().getReplicas())
                        == deployment.getSpec().getReplicas()
                && orZero(deployment.getStatus().getUpdatedReplicas())
                        == deployment.getSpec().getReplicas()
                && orZero(deployment.getStatus().getReadyReplicas())
                        == deployment.getSpec().getReplicas();
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }

    /** Without those that are on their way out; by name. */
    List<Pod> pods() {
        return client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/name", "sluice-operator")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** Name of the pod that leads; it stands before its address. */
    String leader() {
        String holder = client().leases()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .get()
                .getSpec()
                .getHolderIdentity();
        return holder == null ? "" : holder.replaceFirst("_.*", "");
    }

    /** As a crash does: no signal that could be heard, no goodbye. The kubelet starts it again. */
    void kill(Pod pod) {
        node.kill(pod.getStatus().getContainerStatuses().getFirst().getContainerID());
    }

    void scale(int replicas) {
        deployment().scale(replicas);
        untilReady();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
