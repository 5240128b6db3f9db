package dev.sluice.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.ClusterExtension;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Install, upgrade and uninstall on a real API server: what changes, what stays, what is refused. */
@Tag("e2e")
@Tag("chart")
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseTest {
    private static final Path CHART = Repository.ofWorkingDirectory().path("charts/sluice");
    private static final String USERS = "chart-users";
    private static final String PROVIDER = """
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: acme}
            spec:
              class: Hyperscaler
              organization: acme
              location: {region: us-east-1}
              api: HTTP
              endpoints: [{fqdn: {hostname: rpc.example.com, port: 80}, tls: {mode: None}}]
            """;

    private final KubernetesClient client;
    private final Release release;

    ReleaseTest(TestCluster cluster, @TempDir Path home) {
        client = cluster.client();
        release = Release.on(cluster, home);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(USERS)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    @BeforeEach
    void nothingInstalled() {
        release.uninstall().orThrow();
    }

    @AfterAll
    void removeWhatWasInstalled() {
        release.uninstall().orThrow();
        client.namespaces().withName(USERS).delete();
        client.namespaces().withName(Release.NAMESPACE).delete();
    }

    @Test
    void oneCommandBringsDefinitionsClassAndOperator() throws IOException {
        release.install(CHART).orThrow();

        for (Path file : files(CHART.resolve("crds"), CHART.resolve("definitions"))) {
            CustomResourceDefinition definition = definition(file);
            assertTrue(
                    definition.getStatus().getConditions().stream()
                            .anyMatch(c -> c.getType().equals("Established")
                                    && c.getStatus().equals("True")),
                    file.toString());
        }
        var objects = release.versions().keySet();
        for (String expected : List.of(
                "Deployment/sluice",
                "GatewayClass/chart",
                "NetworkPolicy/sluice",
                "Service/sluice",
                "ServiceAccount/sluice",
                "ClusterRole/chart-system-sluice",
                "ClusterRole/chart-system-sluice-edit",
                "CustomResourceDefinition/providers.sluice.dev")) {
            assertTrue(objects.contains(expected), expected + " is none of " + objects);
        }
    }

    @Test
    void anUpgradeToTheSameVersionChangesNothing() {
        release.install(CHART).orThrow();
        release.upgrade(CHART).orThrow();
        var before = release.versions();

        release.upgrade(CHART).orThrow();

        assertEquals(before, release.versions());
    }

    @Test
    void anUpgradeBringsNewFieldsAndKeepsUsersObjects(@TempDir Path folder) throws IOException {
        Path earlier = chartWithAnotherShortName(folder);
        release.install(earlier).orThrow();
        String uid = provider().create().getMetadata().getUid();
        assertEquals(List.of("old"), providers().getSpec().getNames().getShortNames());

        release.upgrade(CHART).orThrow();

        assertEquals(List.of("prv"), providers().getSpec().getNames().getShortNames());
        assertEquals(uid, provider().get().getMetadata().getUid());
        provider().delete();
    }

    @Test
    void anUninstallLeavesUsersObjectsAndCanBeUndone() {
        release.install(CHART).orThrow();
        String uid = provider().create().getMetadata().getUid();

        release.uninstall().orThrow();

        assertEquals(uid, provider().get().getMetadata().getUid());
        assertNotNull(client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("gateways.gateway.networking.k8s.io")
                .get());
        assertTrue(
                release.versions().keySet().stream().allMatch(left -> left.endsWith(".sluice.dev")),
                release.versions().toString());

        release.helm()
                .run("install", Release.NAME, CHART.toString(), "-n", Release.NAMESPACE, "--set", "replicaCount=0")
                .orThrow();
        assertEquals(uid, provider().get().getMetadata().getUid());
        provider().delete();
    }

    @Test
    void anOlderGatewayApiStopsTheInstallAndStaysAsItIs() {
        release.install(CHART).orThrow();
        String key = "gateway.networking.k8s.io/bundle-version";
        var routes = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("httproutes.gateway.networking.k8s.io");
        String ours = routes.get().getMetadata().getAnnotations().get(key);
        try {
            routes.edit(r -> annotated(r, key, "v1.2.1"));

            var answer = release.upgrade(CHART);

            assertNotEquals(0, answer.exitCode());
            assertTrue(
                    answer.errors().contains("httproutes.gateway.networking.k8s.io is of Gateway API v1.2.1"),
                    answer.errors());
            release.upgrade(CHART, "--set", "gatewayApi.checkVersion=false").orThrow();
            assertEquals("v1.2.1", routes.get().getMetadata().getAnnotations().get(key));
        } finally {
            routes.edit(r -> annotated(r, key, ours));
        }
    }

    @Test
    void theOperatorsRightsAreWhatItNeeds() {
        release.install(CHART).orThrow();
        var operator = new Rights(client, "system:serviceaccount:" + Release.NAMESPACE + ":sluice");

        assertTrue(operator.may("watch", "", "secrets", USERS));
        assertTrue(operator.may("patch", "sluice.dev", "providers/status", USERS));
        assertTrue(operator.may("create", "sluice.dev", "trafficplans", USERS));
        assertFalse(operator.may("patch", "sluice.dev", "providers", USERS));
        assertFalse(operator.may("patch", "gateway.networking.k8s.io", "gateways", USERS));
        assertFalse(operator.may("create", "", "pods/exec", USERS));
        assertFalse(operator.may("escalate", "rbac.authorization.k8s.io", "roles", USERS));
        assertFalse(operator.may("bind", "rbac.authorization.k8s.io", "roles", USERS));
        assertFalse(operator.may("list", "", "nodes", ""));
    }

    @Test
    void theOperatorMayGrantAGatewayItsOwnSecretsAndNothingElse() {
        release.install(CHART).orThrow();
        var operator = new Rights(client, "system:serviceaccount:" + Release.NAMESPACE + ":sluice");

        operator.grant(USERS, "edge", Map.of("secrets", "edge-snapshot-0", "configmaps", "edge-plan"), "watch");

        assertTrue(operator.refused(() -> operator.grant(USERS, "edge2", Map.of("pods/exec", "any"), "create")));
    }

    @Test
    void inNamespacedModeTheOperatorSeesNoSecretElsewhere() {
        release.install(CHART, "--set", "watchNamespaces={" + USERS + "}").orThrow();
        var operator = new Rights(client, "system:serviceaccount:" + Release.NAMESPACE + ":sluice");

        assertTrue(operator.may("get", "", "secrets", USERS));
        assertFalse(operator.may("get", "", "secrets", "default"));
        assertFalse(operator.may("list", "sluice.dev", "providers", ""));
        assertTrue(operator.may("list", "gateway.networking.k8s.io", "gatewayclasses", ""));
    }

    /** Known to the API server only once the definitions are. */
    private Resource<GenericKubernetesResource> provider() {
        return client.genericKubernetesResources("sluice.dev/v1alpha1", "Provider")
                .inNamespace(USERS)
                .resource(Serialization.unmarshal(PROVIDER, GenericKubernetesResource.class));
    }

    private CustomResourceDefinition providers() {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("providers.sluice.dev")
                .get();
    }

    private CustomResourceDefinition definition(Path file) {
        String[] name = file.getFileName().toString().replace(".yaml", "").split("_", 2);
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name[1] + "." + name[0])
                .get();
    }

    private static CustomResourceDefinition annotated(CustomResourceDefinition definition, String key, String value) {
        definition.getMetadata().getAnnotations().put(key, value);
        return definition;
    }

    /** A copy of the chart whose definition of Provider differs, as that of an earlier version would. */
    private static Path chartWithAnotherShortName(Path folder) throws IOException {
        Path copy = folder.resolve("sluice");
        try (Stream<Path> all = Files.walk(CHART, FileVisitOption.FOLLOW_LINKS)) {
            for (Path from : all.toList()) {
                Path to = copy.resolve(CHART.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
        }
        Path providers = copy.resolve("definitions/sluice.dev_providers.yaml");
        String now = Files.readString(providers);
        String then = now.replace("\"prv\"", "\"old\"");
        assertNotEquals(now, then);
        Files.writeString(providers, then);
        return copy;
    }

    private static List<Path> files(Path... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> found = Files.list(folder)) {
                found.sorted().forEach(files::add);
            }
        }
        return files;
    }
}
