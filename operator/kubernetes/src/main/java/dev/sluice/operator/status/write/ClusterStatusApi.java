package dev.sluice.operator.status.write;

import dev.sluice.crds.v1alpha1.TrafficPlan;
import dev.sluice.operator.render.GatewayObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Supplier;

/** The API server of a cluster. */
final class ClusterStatusApi implements StatusApi {
    private static final int UNPROCESSABLE = 422;
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(GatewayObjects.FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;

    ClusterStatusApi(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Answer putStatus(HasMetadata object) {
        return answer(() -> client.resource(object).updateStatus());
    }

    @Override
    public Optional<TrafficPlan> plan(String namespace, String name) {
        try {
            return Optional.ofNullable(client.resources(TrafficPlan.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    @Override
    public Answer apply(TrafficPlan plan) {
        return answer(() -> client.resource(plan).patch(APPLY));
    }

    private static Answer answer(Supplier<HasMetadata> call) {
        try {
            return new Answer.Taken(call.get());
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND -> new Answer.Outdated();
                case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> new Answer.Refused(message(e));
                default -> new Answer.Failed(message(e));
            };
        }
    }

    private static String message(KubernetesClientException e) {
        return String.valueOf(e.getMessage());
    }
}
