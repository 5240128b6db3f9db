package dev.sluice.control.resolve;

import dev.sluice.control.gatewayapi.ListenerSet;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything gathered, in any order. Objects are read only; each kind and id occurs once.
 */
public record Resources(
        List<GatewayClass> gatewayClasses,
        List<Gateway> gateways,
        List<HTTPRoute> httpRoutes,
        List<GRPCRoute> grpcRoutes,
        List<BackendTLSPolicy> backendTlsPolicies,
        List<ListenerSet> listenerSets,
        List<ReferenceGrant> referenceGrants,
        List<Provider> providers,
        List<ProviderPool> pools,
        List<RoutingPolicy> policies,
        List<TrafficOverride> overrides,
        List<GatewayParameters> parameters,
        List<Service> services,
        List<EndpointSlice> endpointSlices,
        List<Secret> secrets,
        List<ConfigMap> configMaps,
        List<Namespace> namespaces,
        List<RejectedObject> rejected) {

    public static final Resources NONE = of(List.of(), List.of());

    public Resources {
        gatewayClasses = List.copyOf(gatewayClasses);
        gateways = List.copyOf(gateways);
        httpRoutes = List.copyOf(httpRoutes);
        grpcRoutes = List.copyOf(grpcRoutes);
        backendTlsPolicies = List.copyOf(backendTlsPolicies);
        listenerSets = List.copyOf(listenerSets);
        referenceGrants = List.copyOf(referenceGrants);
        providers = List.copyOf(providers);
        pools = List.copyOf(pools);
        policies = List.copyOf(policies);
        overrides = List.copyOf(overrides);
        parameters = List.copyOf(parameters);
        services = List.copyOf(services);
        endpointSlices = List.copyOf(endpointSlices);
        secrets = List.copyOf(secrets);
        configMaps = List.copyOf(configMaps);
        namespaces = List.copyOf(namespaces);
        rejected = List.copyOf(rejected);
    }

    /** Whether all but routes, Services and their EndpointSlices is as it was in another gathering. */
    public boolean sameButRoutesAndServices(Resources other) {
        return Versions.same(gatewayClasses, other.gatewayClasses)
                && Versions.same(gateways, other.gateways)
                && Versions.same(backendTlsPolicies, other.backendTlsPolicies)
                && Versions.same(listenerSets, other.listenerSets)
                && Versions.same(referenceGrants, other.referenceGrants)
                && Versions.same(providers, other.providers)
                && Versions.same(pools, other.pools)
                && Versions.same(policies, other.policies)
                && Versions.same(overrides, other.overrides)
                && Versions.same(parameters, other.parameters)
                && Versions.same(secrets, other.secrets)
                && Versions.same(configMaps, other.configMaps)
                && Versions.same(namespaces, other.namespaces)
                && rejected.equals(other.rejected);
    }

    /** Ids of Services that are not what they were in another gathering, or whose endpoints are not; gone and new ones, too. */
    public Set<String> changedServices(Resources other) {
        Set<String> changed = new HashSet<>();
        Versions.different(services, other.services)
                .forEach(service -> changed.add(ObjectRef.of(service).id()));
        Versions.different(endpointSlices, other.endpointSlices).forEach(slice -> changed.add(Catalog.service(slice)));
        return changed;
    }

    /** How many there are of each kind that users write for a Gateway. */
    public Map<String, Integer> count() {
        return Map.of(
                "Gateway", gateways.size(),
                "HTTPRoute", httpRoutes.size(),
                "GRPCRoute", grpcRoutes.size(),
                "BackendTLSPolicy", backendTlsPolicies.size(),
                "ListenerSet", listenerSets.size(),
                "Provider", providers.size(),
                "ProviderPool", pools.size(),
                "RoutingPolicy", policies.size(),
                "TrafficOverride", overrides.size(),
                "Service", services.size());
    }

    /** Sorts objects by kind; kinds that are none of ours are ignored. */
    public static Resources of(Collection<? extends HasMetadata> objects, List<RejectedObject> rejected) {
        return new Resources(
                only(GatewayClass.class, objects),
                only(Gateway.class, objects),
                only(HTTPRoute.class, objects),
                only(GRPCRoute.class, objects),
                only(BackendTLSPolicy.class, objects),
                only(ListenerSet.class, objects),
                only(ReferenceGrant.class, objects),
                only(Provider.class, objects),
                only(ProviderPool.class, objects),
                only(RoutingPolicy.class, objects),
                only(TrafficOverride.class, objects),
                only(GatewayParameters.class, objects),
                only(Service.class, objects),
                only(EndpointSlice.class, objects),
                only(Secret.class, objects),
                only(ConfigMap.class, objects),
                only(Namespace.class, objects),
                rejected);
    }

    private static <T> List<T> only(Class<T> kind, Collection<? extends HasMetadata> objects) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
