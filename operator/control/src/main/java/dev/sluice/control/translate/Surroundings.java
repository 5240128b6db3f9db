package dev.sluice.control.translate;

import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.resolve.Versions;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.policy.ClientKeySecrets;
import dev.sluice.control.translate.provider.BackendTlsPolicies;
import dev.sluice.control.translate.provider.CertificateAuthorities;
import dev.sluice.control.translate.provider.EndpointSafety;
import dev.sluice.control.translate.provider.PoolTranslator;
import dev.sluice.control.translate.provider.ProviderTranslator;
import dev.sluice.control.translate.provider.ServiceEndpoints;
import dev.sluice.control.translate.provider.ServiceTranslator;
import dev.sluice.control.translate.provider.TranslatedPool;
import dev.sluice.control.translate.provider.TranslatedProvider;
import dev.sluice.control.translate.route.BackendTranslator;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.control.translate.route.RouteTranslator;
import dev.sluice.control.translate.route.TranslatedGateway;
import dev.sluice.control.translate.route.TranslatedRoute;
import dev.sluice.control.translate.route.WrittenRoute;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that routes depend on and that depends on no route, every kind in the order in which they depend on each other. As long as
 * none of it changes, a route is translated once per version of it: of thousands only those that changed. Where only Services
 * change, as they do with each of their pods, only routes that name them are translated again, or all where a pool's providers came
 * or went with them.
 */
final class Surroundings {
    private record Translated(HasMetadata written, TranslatedRoute route) {}

    private final Resources resources;
    private final Refusals refusals;
    private final Map<String, TranslatedProvider> providers = new TreeMap<>();
    private final Map<String, TranslatedPool> pools = new TreeMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final List<ObjectStatus> statuses = new ArrayList<>();
    private final Map<String, TranslatedGateway> gateways;
    private final BackendTlsPolicies tls;
    private final Map<String, List<TimedOverride>> overrides = new HashMap<>();
    private final RouteTranslator routeTranslator;
    private Map<Object, Translated> routes = Map.of();

    Surroundings(Resources resources, Translator.Target target, Refusals refusals) {
        this.resources = resources;
        this.refusals = refusals;
        boolean oneHost = target == Translator.Target.STANDALONE;
        Catalog catalog = new Catalog(resources);
        References references = new References(catalog, new Grants(resources.referenceGrants()));
        EndpointSafety safety = new EndpointSafety(oneHost, catalog);
        ServiceEndpoints services = new ServiceEndpoints(catalog);
        translateProviders(new ProviderTranslator(references, services, safety, oneHost));
        translatePools(references);
        GatewayTranslator gatewayTranslator = new GatewayTranslator(resources, catalog, references, oneHost);
        gateways = gatewayTranslator.translate();
        statuses.addAll(gatewayTranslator.unknownClasses());
        gateways.values().forEach(gateway -> {
            secrets.putAll(gateway.secrets());
            refusals.addTo(gateway.findings(), gateway.ref());
        });
        tls = new BackendTlsPolicies(resources.backendTlsPolicies(), new CertificateAuthorities(references));
        secrets.putAll(tls.secrets());
        BackendTranslator backends =
                new BackendTranslator(references, pools, new ServiceTranslator(services, safety, tls));
        routeTranslator = new RouteTranslator(gateways, backends, oneHost);
        translateOverrides(catalog);
        statuses.addAll(OtherStatuses.of(resources, catalog, !oneHost));
    }

    /** What they are now: themselves, or others that have taken over what did not change. */
    Surroundings now(Resources newest, Translator.Target target) {
        if (!resources.sameButRoutesAndServices(newest)) {
            return new Surroundings(newest, target, refusals);
        }
        Set<String> changed = newest.changedServices(resources);
        if (changed.isEmpty()) {
            return this;
        }
        Surroundings next = new Surroundings(newest, target, refusals);
        if (!changed.contains(EndpointSafety.API_SERVER) && usablePools().equals(next.usablePools())) {
            next.takeOver(this, changed);
        }
        return next;
    }

    /** All that a route depends on in a ProviderPool; its providers may live in Services. */
    private Set<String> usablePools() {
        return pools.entrySet().stream()
                .filter(each -> each.getValue().pool() != null
                        && ServiceTranslator.service(each.getKey()).isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void takeOver(Surroundings before, Set<String> changedServices) {
        before.pools.forEach((id, pool) -> {
            if (ServiceTranslator.service(id)
                    .filter(service -> !changedServices.contains(service))
                    .isPresent()) {
                pools.put(id, pool);
            }
        });
        routes = new HashMap<>(before.routes);
        routes.values().removeIf(each -> !Collections.disjoint(each.route().services(), changedServices));
    }

    /**
     * In their order of precedence.
     *
     * @param refused what a gateway would not take of routes
     */
    List<TranslatedRoute> translate(List<? extends HasMetadata> written, Refusals refused) {
        Map<Object, Translated> newest = HashMap.newHashMap(written.size());
        List<TranslatedRoute> translated = new ArrayList<>(written.size());
        for (HasMetadata route : Catalog.oldestFirst(written)) {
            Object identity = identity(route);
            Translated before = routes.get(identity);
            Translated now = before != null && Versions.same(before.written(), route)
                    ? before
                    : new Translated(route, routeTranslator.translate(read(route), new Findings()));
            newest.put(identity, now);
            translated.add(
                    refused.holds(route) ? routeTranslator.translate(read(route), refused.of(route)) : now.route());
        }
        routes = newest;
        return translated;
    }

    /** Its uid, which texts of the same object share; without an API server its name. */
    private static Object identity(HasMetadata route) {
        String uid = route.getMetadata().getUid();
        return uid == null ? ObjectRef.of(route) : uid;
    }

    /** Of all objects but Gateways, routes and RoutingPolicies. */
    List<ObjectStatus> statuses() {
        return statuses;
    }

    Map<String, TranslatedGateway> gateways() {
        return gateways;
    }

    BackendTlsPolicies tls() {
        return tls;
    }

    /** Of a Gateway's namespace. */
    List<TimedOverride> overrides(String namespace) {
        return overrides.getOrDefault(namespace, List.of());
    }

    SnapshotAssembler assembler(ClientKeySecrets clientKeys) {
        return new SnapshotAssembler(pools, secrets, clientKeys);
    }

    private static WrittenRoute read(HasMetadata route) {
        return route instanceof GRPCRoute grpc ? WrittenRoute.of(grpc) : WrittenRoute.of((HTTPRoute) route);
    }

    private void translateProviders(ProviderTranslator translator) {
        for (Provider provider : resources.providers()) {
            TranslatedProvider translated = translator.translate(provider, refusals.of(provider));
            providers.put(translated.ref().id(), translated);
            secrets.putAll(translated.secrets());
            statuses.add(translated.status());
        }
    }

    private void translatePools(References references) {
        PoolTranslator translator = new PoolTranslator(references, resources.providers(), providers);
        for (ProviderPool pool : resources.pools()) {
            TranslatedPool translated = translator.translate(pool, refusals.of(pool));
            pools.put(ObjectRef.of(pool).id(), translated);
            Stream.ofNullable(translated.status()).forEach(statuses::add);
        }
    }

    private void translateOverrides(Catalog catalog) {
        OverrideTranslator translator = new OverrideTranslator(catalog, providers);
        for (TrafficOverride override : Catalog.oldestFirst(resources.overrides())) {
            Findings findings = new Findings();
            translator.translate(override, findings).ifPresent(timed -> overrides
                    .computeIfAbsent(ObjectRef.namespace(override), n -> new ArrayList<>())
                    .add(timed));
            statuses.add(OverrideTranslator.status(override, findings));
        }
    }
}
