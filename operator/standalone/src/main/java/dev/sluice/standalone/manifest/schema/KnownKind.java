package dev.sluice.standalone.manifest.schema;

import java.util.List;

/**
 * A kind of object that may stand in a manifest. The first version is the preferred one; {@code definition} is the
 * resource its schema is read from.
 */
public record KnownKind(String group, List<String> versions, String kind, Scope scope, Use use, String definition) {
    public enum Scope {
        NAMESPACED,
        CLUSTER
    }

    /** What becomes of an object of the kind. */
    public enum Use {
        /** It is part of what is served. */
        SERVED,
        /** Only the operator writes it. */
        OPERATOR_ONLY
    }

    private static final String GATEWAY_API = "gateway.networking.k8s.io";
    private static final String SLUICE = "sluice.dev";

    static final List<KnownKind> ALL = List.of(
            gatewayApi("GatewayClass", Scope.CLUSTER, Use.SERVED, "gatewayclasses", "v1", "v1beta1"),
            gatewayApi("Gateway", Scope.NAMESPACED, Use.SERVED, "gateways", "v1", "v1beta1"),
            gatewayApi("HTTPRoute", Scope.NAMESPACED, Use.SERVED, "httproutes", "v1", "v1beta1"),
            gatewayApi("ReferenceGrant", Scope.NAMESPACED, Use.SERVED, "referencegrants", "v1", "v1beta1"),
            gatewayApi("GRPCRoute", Scope.NAMESPACED, Use.SERVED, "grpcroutes", "v1"),
            gatewayApi("BackendTLSPolicy", Scope.NAMESPACED, Use.SERVED, "backendtlspolicies", "v1"),
            gatewayApi("ListenerSet", Scope.NAMESPACED, Use.SERVED, "listenersets", "v1"),
            sluice("Provider", Use.SERVED, "providers"),
            sluice("ProviderPool", Use.SERVED, "providerpools"),
            sluice("RoutingPolicy", Use.SERVED, "routingpolicies"),
            sluice("TrafficOverride", Use.SERVED, "trafficoverrides"),
            sluice("GatewayParameters", Use.SERVED, "gatewayparameters"),
            sluice("TrafficPlan", Use.OPERATOR_ONLY, "trafficplans"),
            core("", "Secret", Scope.NAMESPACED, "core_secrets"),
            core("", "Service", Scope.NAMESPACED, "core_services"),
            core("discovery.k8s.io", "EndpointSlice", Scope.NAMESPACED, "discovery.k8s.io_endpointslices"),
            core("", "ConfigMap", Scope.NAMESPACED, "core_configmaps"),
            core("", "Namespace", Scope.CLUSTER, "core_namespaces"));

    public KnownKind {
        versions = List.copyOf(versions);
    }

    /** As the field {@code apiVersion} says it, in the preferred version. */
    String apiVersion() {
        return apiVersion(versions.getFirst());
    }

    boolean is(String apiVersion, String name) {
        return kind.equals(name)
                && versions.stream().anyMatch(version -> apiVersion(version).equals(apiVersion));
    }

    private String apiVersion(String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }

    private static KnownKind gatewayApi(String kind, Scope scope, Use use, String plural, String... versions) {
        return new KnownKind(GATEWAY_API, List.of(versions), kind, scope, use, GATEWAY_API + "_" + plural);
    }

    private static KnownKind sluice(String kind, Use use, String plural) {
        return new KnownKind(SLUICE, List.of("v1alpha1"), kind, Scope.NAMESPACED, use, SLUICE + "_" + plural);
    }

    private static KnownKind core(String group, String kind, Scope scope, String definition) {
        return new KnownKind(group, List.of("v1"), kind, scope, Use.SERVED, definition);
    }
}
