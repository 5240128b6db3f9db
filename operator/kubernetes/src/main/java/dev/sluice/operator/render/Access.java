package dev.sluice.operator.render;

import dev.sluice.contract.delivery.SnapshotSlots;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What gateway pods may do at the API server: read their own Secrets and their plan, by name, and nothing else. */
final class Access {
    private static final List<String> READ = List.of("get", "list", "watch");

    private Access() {}

    static ServiceAccount serviceAccount(Identity identity) {
        return new ServiceAccountBuilder()
                .withMetadata(identity.metadata())
                .withAutomountServiceAccountToken(false)
                .build();
    }

    static Role role(Identity identity) {
        List<String> secrets = Stream.concat(
                        IntStream.range(0, SnapshotSlots.MAX_SLOTS)
                                .mapToObj(slot -> identity.delivery().snapshotSlot(slot)),
                        Stream.of(
                                identity.delivery().snapshotDelta(),
                                identity.delivery().credentials()))
                .toList();
        return new RoleBuilder()
                .withMetadata(identity.metadata())
                .addNewRule()
                .withApiGroups("")
                .withResources("secrets")
                .withResourceNames(secrets)
                .withVerbs(READ)
                .endRule()
                .addNewRule()
                .withApiGroups("")
                .withResources("configmaps")
                .withResourceNames(identity.delivery().plan())
                .withVerbs(READ)
                .endRule()
                .build();
    }

    static RoleBinding roleBinding(Identity identity) {
        return new RoleBindingBuilder()
                .withMetadata(identity.metadata())
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", identity.name())
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(identity.name())
                .withNamespace(identity.namespace())
                .endSubject()
                .build();
    }
}
