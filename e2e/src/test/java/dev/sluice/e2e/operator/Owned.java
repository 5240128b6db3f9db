package dev.sluice.e2e.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** The objects of a namespace that the operator made. */
final class Owned {
    private Owned() {}

    static List<HasMetadata> of(Space space) {
        KubernetesClient client = space.client();
        String namespace = space.name();
        List<HasMetadata> all = new ArrayList<>();
        all.addAll(client.apps().deployments().inNamespace(namespace).list().getItems());
        all.addAll(client.services().inNamespace(namespace).list().getItems());
        all.addAll(client.serviceAccounts().inNamespace(namespace).list().getItems());
        all.addAll(client.secrets().inNamespace(namespace).list().getItems());
        all.addAll(client.configMaps().inNamespace(namespace).list().getItems());
        all.addAll(client.rbac().roles().inNamespace(namespace).list().getItems());
        all.addAll(client.rbac().roleBindings().inNamespace(namespace).list().getItems());
        all.addAll(client.network()
                .v1()
                .networkPolicies()
                .inNamespace(namespace)
                .list()
                .getItems());
        all.addAll(client.policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace)
                .list()
                .getItems());
        all.addAll(client.genericKubernetesResources("sluice.dev/v1alpha1", "TrafficPlan")
                .inNamespace(namespace)
                .list()
                .getItems());
        return all.stream()
                .filter(object -> object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getKind().equals("Gateway")))
                .toList();
    }
}
