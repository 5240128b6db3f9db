package dev.sluice.e2e.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A test's own namespace; everything in it goes away with it. */
final class Space implements AutoCloseable {
    private static final String OURS = "sluice.dev/v1alpha1";
    private static final String GATEWAY_API = "gateway.networking.k8s.io/v1";
    private static final Set<String> OF_GATEWAY_API =
            Set.of("BackendTLSPolicy", "GRPCRoute", "Gateway", "HTTPRoute", "ReferenceGrant");
    private static final long PATIENCE_SECONDS = 60;

    private final Sluice sluice;
    private final String name;

    Space(Sluice sluice, String name) {
        this.sluice = sluice;
        this.name = name;
        // One of a run before may still be on its way out.
        sluice.client()
                .namespaces()
                .withName(name)
                .waitUntilCondition(
                        n -> n == null || n.getMetadata().getDeletionTimestamp() == null,
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
        sluice.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    String name() {
        return name;
    }

    Sluice sluice() {
        return sluice;
    }

    KubernetesClient client() {
        return sluice.client();
    }

    /** Objects without a namespace come into this one. */
    Space apply(String yaml) {
        for (HasMetadata object : objects(yaml)) {
            var resource = client().resource(object);
            (object.getMetadata().getNamespace() == null ? resource.inNamespace(name) : resource)
                    .fieldManager("sluice-e2e")
                    .forceConflicts()
                    .serverSideApply();
        }
        return this;
    }

    void delete(String kind, String object) {
        resource(kind, object).delete();
    }

    private List<HasMetadata> objects(String yaml) {
        return client().load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /** Of one of our kinds or one of Gateway API's. */
    Resource<GenericKubernetesResource> resource(String kind, String object) {
        String api = OF_GATEWAY_API.contains(kind) ? GATEWAY_API : OURS;
        return client().genericKubernetesResources(api, kind).inNamespace(name).withName(object);
    }

    Status status(String kind, String object) {
        return Status.of(resource(kind, object).get());
    }

    /** Waits for a status about the newest generation that fits. */
    Status until(String kind, String object, Predicate<Status> fits) {
        try {
            return Status.of(resource(kind, object)
                    .waitUntilCondition(o -> o != null && fits.test(Status.of(o)), PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (RuntimeException e) {
            throw new AssertionError(kind + " " + name + "/" + object + " is " + status(kind, object), e);
        }
    }

    Status untilTrue(String kind, String object, String condition) {
        return until(kind, object, status -> status.holds(condition));
    }

    @Override
    public void close() {
        client().namespaces().withName(name).delete();
    }
}
