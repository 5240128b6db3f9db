package dev.sluice.control.translate;

import dev.sluice.control.gatewayapi.ListenerSet;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads manifests for tests; what does not fit a kind's class is rejected as a schema would. */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    GatewayClass.class,
                    Gateway.class,
                    HTTPRoute.class,
                    GRPCRoute.class,
                    BackendTLSPolicy.class,
                    ListenerSet.class,
                    ReferenceGrant.class,
                    Provider.class,
                    ProviderPool.class,
                    RoutingPolicy.class,
                    TrafficOverride.class,
                    GatewayParameters.class,
                    Service.class,
                    EndpointSlice.class,
                    Secret.class,
                    ConfigMap.class,
                    Namespace.class)
            .collect(Collectors.toMap(Class::getSimpleName, c -> c));

    private Manifests() {}

    static Resources read(String yaml) {
        List<HasMetadata> objects = new ArrayList<>();
        List<RejectedObject> rejected = new ArrayList<>();
        for (String document : TestPair.fill(yaml).split("(?m)^---$")) {
            if (document.lines().allMatch(l -> l.isBlank() || l.startsWith("#"))) {
                continue;
            }
            Map<?, ?> raw = Serialization.unmarshal(document, Map.class);
            String kind = (String) raw.get("kind");
            try {
                objects.add(Serialization.unmarshal(document, KINDS.get(kind)));
            } catch (IllegalArgumentException e) {
                rejected.add(rejected(kind, raw));
            }
        }
        return Resources.of(objects, rejected);
    }

    private static RejectedObject rejected(String kind, Map<?, ?> raw) {
        Map<?, ?> metadata = (Map<?, ?>) raw.get("metadata");
        Map<?, ?> spec = (Map<?, ?>) raw.get("spec");
        List<?> targetRefs = spec.containsKey("targetRefs") ? (List<?>) spec.get("targetRefs") : List.of();
        List<ObjectRef> targets = targetRefs.stream()
                .map(t -> (Map<?, ?>) t)
                .map(t -> new ObjectRef((String) t.get("kind"), "default", (String) t.get("name")))
                .toList();
        return new RejectedObject(
                new ObjectRef(kind, "default", (String) metadata.get("name")),
                targets,
                List.of(new Problem("spec", "does not fit the schema; expected what the schema says")));
    }
}
