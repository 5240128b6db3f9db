package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.policy.GoverningPolicies;
import dev.sluice.control.translate.policy.Policies;
import dev.sluice.control.translate.provider.ServiceTranslator;
import dev.sluice.control.translate.route.Attachment;
import dev.sluice.control.translate.route.RouteKindConflicts;
import dev.sluice.control.translate.route.TranslatedGateway;
import dev.sluice.control.translate.route.TranslatedRoute;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pass over all resources: routes in their surroundings, policies over them, and what comes of it for each Gateway. */
final class Translation {
    private final Resources resources;
    private final List<ConfigSnapshot> previous;
    private final Refusals refusals;
    private final Surroundings surroundings;
    private final Map<String, PublishedRoutes> published;

    /** @param published the last of each Gateway, by its id; this pass puts its own in place */
    Translation(
            Resources resources,
            List<ConfigSnapshot> previous,
            Refusals refusals,
            Surroundings surroundings,
            Map<String, PublishedRoutes> published) {
        this.resources = resources;
        this.previous = previous;
        this.refusals = refusals;
        this.surroundings = surroundings;
        this.published = published;
    }

    TranslateResult run(long epoch, long revision) {
        List<ObjectStatus> statuses = new ArrayList<>(surroundings.statuses());
        List<TranslatedRoute> routes = RouteKindConflicts.settle(
                surroundings.translate(routesOfAllKinds(), refusals), surroundings.gateways());
        routes.forEach(route -> statuses.add(route.status()));
        Policies policies = new Policies(resources, new Catalog(resources), refusals.policies(), previous);
        statuses.addAll(policies.statuses());

        SnapshotAssembler assembler = surroundings.assembler(policies.clientKeys());
        List<GatewayConfig> configs = new ArrayList<>();
        for (TranslatedGateway gateway : surroundings.gateways().values()) {
            String id = gateway.ref().id();
            List<TranslatedRoute> attached =
                    routes.stream().filter(r -> r.attachments().containsKey(id)).toList();
            Map<String, Integer> attachedRoutes = attachedRoutes(id, attached);
            statuses.add(gateway.status(attachedRoutes));
            statuses.addAll(gateway.setStatuses(attachedRoutes));
            if (gateway.findings().valid()) {
                GoverningPolicies governing = policies.in(
                        previous.stream().filter(s -> s.gateway().equals(id)).toList());
                PublishedRoutes now = new PublishedRoutes(
                        id,
                        attached,
                        gateway.served().stream().map(Listener::name).collect(Collectors.toSet()),
                        governing,
                        published.get(id));
                published.put(id, now);
                List<TimedOverride> own = surroundings.overrides(gateway.ref().namespace());
                configs.add(assembler.assemble(gateway, now, own, epoch, revision));
            }
        }
        published.keySet().retainAll(surroundings.gateways().keySet());
        statuses.addAll(surroundings.tls().statuses(gatewaysByService(configs)));
        configs.sort(Comparator.comparing(c -> c.snapshot().gateway()));
        Map<ObjectRef, Problem> uncounted = BudgetCurrencies.problems(configs, resources.policies());
        statuses.replaceAll(status -> status.with(uncounted.get(status.ref())));
        statuses.sort(Comparator.comparing(ObjectStatus::ref));
        return new TranslateResult(configs, statuses);
    }

    private List<HasMetadata> routesOfAllKinds() {
        return Stream.<HasMetadata>concat(resources.httpRoutes().stream(), resources.grpcRoutes().stream())
                .toList();
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
