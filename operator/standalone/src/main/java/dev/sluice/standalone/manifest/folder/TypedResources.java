package dev.sluice.standalone.manifest.folder;

import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Objects sorted by kind, the oldest first, into the lists that the translator takes. */
final class TypedResources {
    private final List<HasMetadata> objects;

    private TypedResources(Collection<AcceptedObject> accepted) {
        objects = accepted.stream()
                .sorted(Comparator.comparingLong(AcceptedObject::order))
                .map(AcceptedObject::object)
                .toList();
    }

    static Resources of(Collection<AcceptedObject> accepted, List<RejectedObject> rejected) {
        TypedResources typed = new TypedResources(accepted);
        return new Resources(
                typed.all(GatewayClass.class),
                typed.all(Gateway.class),
                typed.all(HTTPRoute.class),
                typed.all(ReferenceGrant.class),
                typed.all(Provider.class),
                typed.all(ProviderPool.class),
                typed.all(RoutingPolicy.class),
                typed.all(TrafficOverride.class),
                typed.all(GatewayParameters.class),
                typed.all(Service.class),
                typed.all(EndpointSlice.class),
                typed.all(Secret.class),
                List.copyOf(rejected));
    }

    private <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
