package dev.sluice.e2e.chart;

import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The chart as a release on a cluster. Its operator has no replicas: what is looked at is what Helm and the API server do.
 *
 * @param helm with the cluster's kubeconfig
 */
record Release(Helm helm, KubernetesClient client) {
    static final String NAME = "sluice";
    static final String NAMESPACE = "chart-system";

    static Release on(TestCluster cluster, Path home) {
        return new Release(Helm.on(cluster, home), cluster.client());
    }

    /** Other suites on this cluster apply the definitions without Helm; the flags take them over. */
    Helm.Answer install(Path chart, String... more) {
        return run(
                "install",
                chart,
                Stream.concat(
                        Stream.of("--create-namespace", "--take-ownership", "--force-conflicts"), Stream.of(more)));
    }

    Helm.Answer upgrade(Path chart, String... more) {
        return run("upgrade", chart, Stream.of(more));
    }

    Helm.Answer uninstall() {
        return helm.run("uninstall", NAME, "--namespace", NAMESPACE, "--ignore-not-found", "--wait");
    }

    /** Kind and name of everything that Helm manages, and the version of each. */
    Map<String, String> versions() {
        List<HasMetadata> all = new ArrayList<>();
        all.addAll(
                client.apiextensions().v1().customResourceDefinitions().list().getItems());
        all.addAll(client.rbac().clusterRoles().list().getItems());
        all.addAll(client.rbac().clusterRoleBindings().list().getItems());
        all.addAll(client.rbac().roles().inNamespace(NAMESPACE).list().getItems());
        all.addAll(client.rbac().roleBindings().inNamespace(NAMESPACE).list().getItems());
        all.addAll(client.apps().deployments().inNamespace(NAMESPACE).list().getItems());
        all.addAll(client.services().inNamespace(NAMESPACE).list().getItems());
        all.addAll(client.serviceAccounts().inNamespace(NAMESPACE).list().getItems());
        all.addAll(client.network()
                .v1()
                .networkPolicies()
                .inNamespace(NAMESPACE)
                .list()
                .getItems());
        all.addAll(client.policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(NAMESPACE)
                .list()
                .getItems());
        all.addAll(client.genericKubernetesResources("gateway.networking.k8s.io/v1", "GatewayClass")
                .list()
                .getItems());
        Map<String, String> versions = new TreeMap<>();
        all.stream()
                .filter(each -> NAMESPACE.equals(annotation(each, "meta.helm.sh/release-namespace")))
                .forEach(each -> versions.put(
                        each.getKind() + "/" + each.getMetadata().getName(),
                        each.getMetadata().getResourceVersion()));
        return versions;
    }

    private Helm.Answer run(String verb, Path chart, Stream<String> more) {
        return helm.run(Stream.concat(
                        Stream.of(
                                verb,
                                NAME,
                                chart.toString(),
                                "--namespace",
                                NAMESPACE,
                                "--set",
                                "replicaCount=0,gatewayClass.name=chart"),
                        more)
                .toArray(String[]::new));
    }

    private static String annotation(HasMetadata object, String key) {
        var annotations = object.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(key, "");
    }
}
