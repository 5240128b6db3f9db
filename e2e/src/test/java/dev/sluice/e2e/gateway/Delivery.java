package dev.sluice.e2e.gateway;

import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.DeliveryNames;
import dev.sluice.contract.delivery.Packing;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.delivery.SnapshotSlots;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What an operator does for one Gateway, {@code NAMESPACE/edge}: its pods' rights, and the objects they are served from. */
final class Delivery implements AutoCloseable {
    private static final String NAME = "edge";

    private final TestCluster cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final DeliveryNames names = new DeliveryNames(NAME);
    private long renewal;

    Delivery(TestCluster cluster, String namespace) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
        allowJustTheseObjects();
    }

    String namespace() {
        return namespace;
    }

    String gateway() {
        return namespace + "/" + NAME;
    }

    private void allowJustTheseObjects() {
        List<String> secrets = new ArrayList<>(IntStream.range(0, SnapshotSlots.MAX_SLOTS)
                .mapToObj(names::snapshotSlot)
                .toList());
        secrets.add(names.snapshotDelta());
        secrets.add(names.credentials());
        var metadata =
                new ObjectMetaBuilder().withNamespace(namespace).withName(NAME).build();
        client.resource(new ServiceAccountBuilder().withMetadata(metadata).build())
                .serverSideApply();
        client.resource(new RoleBuilder()
                        .withMetadata(metadata)
                        .withRules(rule("secrets", secrets), rule("configmaps", List.of(names.plan())))
                        .build())
                .serverSideApply();
        client.resource(new RoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endSubject()
                        .build())
                .serverSideApply();
    }

    private static io.fabric8.kubernetes.api.model.rbac.PolicyRule rule(String resource, List<String> objects) {
        return new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources(resource)
                .withResourceNames(objects)
                .withVerbs("get", "list", "watch")
                .build();
    }

    /** Where the API server is. */
    String server() {
        return Config.fromKubeconfig(cluster.kubeconfig()).getMasterUrl();
    }

    /** What a pod of the Gateway may see and nothing else. @param server its URL, as the pod sees it */
    String kubeconfig(String server) {
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(NAME)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3_600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        Config admin = Config.fromKubeconfig(cluster.kubeconfig());
        return """
                apiVersion: v1
                kind: Config
                current-context: pod
                clusters: [{name: pod, cluster: {server: "%s", certificate-authority-data: "%s"}}]
                users: [{name: pod, user: {token: "%s"}}]
                contexts: [{name: pod, context: {cluster: pod, user: pod}}]
                """.formatted(server, admin.getCaCertData(), token);
    }

    /** Slot 0 last. */
    void write(ConfigSnapshot snapshot) {
        List<Map<String, byte[]>> slots = slots(snapshot);
        for (int slot = slots.size() - 1; slot >= 0; slot--) {
            writeSecret(names.snapshotSlot(slot), slots.get(slot));
        }
    }

    static List<Map<String, byte[]>> slots(ConfigSnapshot snapshot) {
        return ((Packing.Slots) SnapshotSlots.pack(snapshot)).slots();
    }

    /** One bit of slot 0 as a slip of somebody's hand leaves it. */
    void corrupt(ConfigSnapshot snapshot) {
        Map<String, byte[]> data = new HashMap<>(slots(snapshot).getFirst());
        byte[] part = data.get("part").clone();
        part[part.length / 2] ^= 1;
        data.put("part", part);
        writeSecret(names.snapshotSlot(0), data);
    }

    void writeKey(long revision, String key) {
        writeSecret(
                names.credentials(),
                CredentialsData.write(new Credentials(revision, Map.of(EdgeSnapshot.KEY_ID, key))));
    }

    /** The present plan again, as the lease's renewal writes it. */
    void renewPlan(long revision, long ttlNanos) {
        Plan plan = new Plan(
                gateway(),
                1,
                revision,
                ttlNanos,
                List.of(new Plan.Entry(
                        new PlanKey(EdgeSnapshot.POLICY, EdgeSnapshot.POOL, ""),
                        false,
                        List.of(new Plan.Share(EdgeSnapshot.PROVIDER, Plan.WHOLE)))));
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(names.plan())
                        .endMetadata()
                        .withData(new PlanLease(plan, ++renewal).write())
                        .build())
                .serverSideApply();
    }

    private void writeSecret(String name, Map<String, byte[]> data) {
        Map<String, String> encoded = new HashMap<>();
        data.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withData(encoded)
                        .build())
                .serverSideApply();
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
    }
}
