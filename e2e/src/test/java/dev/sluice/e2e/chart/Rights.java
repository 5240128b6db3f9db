package dev.sluice.e2e.chart;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.util.Map;

/** What the API server lets an account do. */
record Rights(KubernetesClient client, String account) {

    /** @param resource with its subresource after a slash; @param namespace empty for the whole cluster */
    boolean may(String verb, String group, String resource, String namespace) {
        String[] parts = resource.split("/", 2);
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(account)
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }

    /** As that account, tries to write a Role with a verb on core resources by name; stores nothing. */
    void grant(String namespace, String name, Map<String, String> resources, String verb) {
        var role = new RoleBuilder().withNewMetadata().withName(name).endMetadata();
        resources.forEach((resource, resourceName) -> role.addNewRule()
                .withApiGroups("")
                .withResources(resource)
                .withResourceNames(resourceName)
                .withVerbs(verb)
                .endRule());
        client.adapt(NamespacedKubernetesClient.class)
                .withRequestConfig(new RequestConfigBuilder()
                        .withImpersonateUsername(account)
                        .build())
                .call(as -> as.resource(role.build())
                        .inNamespace(namespace)
                        .dryRun()
                        .create());
    }

    boolean refused(Runnable attempt) {
        try {
            attempt.run();
            return false;
        } catch (KubernetesClientException e) {
            return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        }
    }
}
