package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.policy.GoverningPolicies;
import dev.sluice.control.translate.policy.Policies;
import dev.sluice.control.translate.provider.BackendTlsPolicies;
import dev.sluice.control.translate.provider.CertificateAuthorities;
import dev.sluice.control.translate.provider.EndpointSafety;
import dev.sluice.control.translate.provider.PoolTranslator;
import dev.sluice.control.translate.provider.ProviderTranslator;
import dev.sluice.control.translate.provider.ServiceEndpoints;
import dev.sluice.control.translate.provider.ServiceTranslator;
import dev.sluice.control.translate.provider.TranslatedPool;
import dev.sluice.control.translate.provider.TranslatedProvider;
import dev.sluice.control.translate.route.Attachment;
import dev.sluice.control.translate.route.BackendTranslator;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.control.translate.route.RouteKindConflicts;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One pass over all resources: every kind in the order in which they depend on each other. */
final class Translation {
    private final Resources resources;
    private final List<ConfigSnapshot> previous;
    private final Catalog catalog;
    private final References references;
    private final Refusals refusals;
    private final boolean oneHost;

    private final Map<String, TranslatedProvider> providers = new TreeMap<>();
    private final Map<String, TranslatedPool> pools = new TreeMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final List<ObjectStatus> statuses = new ArrayList<>();

    Translation(Resources resources, List<ConfigSnapshot> previous, Translator.Target target, Refusals refusals) {
        this.resources = resources;
        this.previous = previous;
        this.catalog = new Catalog(resources);
        this.references = new References(catalog, new Grants(resources.referenceGrants()));
        this.refusals = refusals;
        this.oneHost = target == Translator.Target.STANDALONE;
    }

    TranslateResult run(long epoch, long revision) {
        EndpointSafety safety = new EndpointSafety(oneHost, catalog);
        ServiceEndpoints services = new ServiceEndpoints(catalog);
        translateProviders(new ProviderTranslator(references, services, safety));
        translatePools();
        GatewayTranslator gatewayTranslator = new GatewayTranslator(resources, catalog, references, oneHost);
        Map<String, TranslatedGateway> gateways = gatewayTranslator.translate();
        statuses.addAll(gatewayTranslator.unknownClasses());
        gateways.values().forEach(g -> secrets.putAll(g.secrets()));
        BackendTlsPolicies tls =
                new BackendTlsPolicies(resources.backendTlsPolicies(), new CertificateAuthorities(references));
        secrets.putAll(tls.secrets());
        BackendTranslator backends =
                new BackendTranslator(references, pools, new ServiceTranslator(services, safety, tls));
        List<TranslatedRoute> routes =
                RouteKindConflicts.settle(translateRoutes(new RouteTranslator(gateways, backends, oneHost)), gateways);
        routes.forEach(r -> statuses.add(r.status()));
        Policies policies = new Policies(resources, catalog, refusals.policies(), previous);
        statuses.addAll(policies.statuses());
        Map<String, List<TimedOverride>> overrides = translateOverrides();
        statuses.addAll(OtherStatuses.of(resources, catalog, !oneHost));

        SnapshotAssembler assembler = new SnapshotAssembler(pools, secrets);
        List<GatewayConfig> configs = new ArrayList<>();
        for (TranslatedGateway gateway : gateways.values()) {
            String id = gateway.ref().id();
            List<TranslatedRoute> attached =
                    routes.stream().filter(r -> r.attachments().containsKey(id)).toList();
            refusals.addTo(gateway.findings(), gateway.ref());
            Map<String, Integer> attachedRoutes = attachedRoutes(id, attached);
            statuses.add(gateway.status(attachedRoutes));
            statuses.addAll(gateway.setStatuses(attachedRoutes));
            if (gateway.findings().valid()) {
                GoverningPolicies governing = policies.in(
                        previous.stream().filter(s -> s.gateway().equals(id)).toList());
                List<TimedOverride> own = overrides.getOrDefault(gateway.ref().namespace(), List.of());
                configs.add(assembler.assemble(gateway, attached, governing, own, epoch, revision));
            }
        }
        statuses.addAll(tls.statuses(gatewaysByService(configs)));
        configs.sort(Comparator.comparing(c -> c.snapshot().gateway()));
        Map<ObjectRef, Problem> uncounted = BudgetCurrencies.problems(configs, resources.policies());
        statuses.replaceAll(status -> status.with(uncounted.get(status.ref())));
        statuses.sort(Comparator.comparing(ObjectStatus::ref));
        return new TranslateResult(configs, statuses);
    }

    private void translateProviders(ProviderTranslator translator) {
        for (Provider provider : resources.providers()) {
            TranslatedProvider translated = translator.translate(provider, refusals.of(provider));
            providers.put(translated.ref().id(), translated);
            secrets.putAll(translated.secrets());
            statuses.add(translated.status());
        }
    }

    private void translatePools() {
        PoolTranslator translator = new PoolTranslator(references, resources.providers(), providers);
        for (ProviderPool pool : resources.pools()) {
            TranslatedPool translated = translator.translate(pool, refusals.of(pool));
            pools.put(ObjectRef.of(pool).id(), translated);
            Stream.ofNullable(translated.status()).forEach(statuses::add);
        }
    }

    private List<TranslatedRoute> translateRoutes(RouteTranslator translator) {
        return Catalog.oldestFirst(routesOfAllKinds()).stream()
                .map(r -> translator.translate(written(r), refusals.of(r)))
                .toList();
    }

    private List<HasMetadata> routesOfAllKinds() {
        return Stream.<HasMetadata>concat(resources.httpRoutes().stream(), resources.grpcRoutes().stream())
                .toList();
    }

    private static WrittenRoute written(HasMetadata route) {
        return route instanceof GRPCRoute grpc ? WrittenRoute.of(grpc) : WrittenRoute.of((HTTPRoute) route);
    }

    /** By namespace. */
    private Map<String, List<TimedOverride>> translateOverrides() {
        OverrideTranslator translator = new OverrideTranslator(catalog, providers);
        Map<String, List<TimedOverride>> byNamespace = new HashMap<>();
        for (TrafficOverride override : Catalog.oldestFirst(resources.overrides())) {
            Findings findings = new Findings();
            translator.translate(override, findings).ifPresent(timed -> byNamespace
                    .computeIfAbsent(ObjectRef.namespace(override), n -> new ArrayList<>())
                    .add(timed));
            statuses.add(OverrideTranslator.status(override, findings));
        }
        return byNamespace;
    }

    /** Ids of the Gateways that lead to a Service, by its id. */
    private static Map<String, Set<String>> gatewaysByService(List<GatewayConfig> configs) {
        Map<String, Set<String>> gateways = new HashMap<>();
        for (GatewayConfig config : configs) {
            config.snapshot().pools().stream()
                    .flatMap(pool -> ServiceTranslator.service(pool.id()).stream())
                    .forEach(service -> gateways.computeIfAbsent(service, s -> new TreeSet<>())
                            .add(config.snapshot().gateway()));
        }
        return gateways;
    }

    private static Map<String, Integer> attachedRoutes(String gateway, List<TranslatedRoute> attached) {
        Map<String, Integer> counts = new HashMap<>();
        for (TranslatedRoute route : attached) {
            Attachment attachment = Objects.requireNonNull(route.attachments().get(gateway));
            attachment.listeners().forEach(l -> counts.merge(l, 1, Integer::sum));
        }
        return counts;
    }
}
