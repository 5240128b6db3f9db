package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.control.translate.policy.GoverningPolicies;
import dev.sluice.control.translate.route.Attachment;
import dev.sluice.control.translate.route.TranslatedRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one Gateway as its snapshot holds them, with the policies that govern them. A route that is what it was before,
 * under the same policies, is the very same object, so that whoever looks at the snapshot after it need not look at it again.
 */
final class PublishedRoutes {
    private record Published(TranslatedRoute from, List<String> on, Route route, List<Policy> policies) {}

    private final GoverningPolicies governing;
    private final Map<String, Published> byId;
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Policy> policies = new TreeMap<>();

    /**
     * @param gateway id
     * @param attached routes in their order of precedence
     * @param served names of listeners
     * @param before what was published last; null for the first time
     */
    PublishedRoutes(
            String gateway,
            List<TranslatedRoute> attached,
            Set<String> served,
            GoverningPolicies governing,
            @Nullable PublishedRoutes before) {
        this.governing = governing;
        Map<String, Published> known = before != null && governing.sameAs(before.governing) ? before.byId : Map.of();
        byId = HashMap.newHashMap(attached.size());
        for (TranslatedRoute route : attached) {
            List<String> on = on(Objects.requireNonNull(route.attachments().get(gateway)), served);
            if (!on.isEmpty()) {
                Published last = known.get(route.id());
                add(last != null && last.from() == route && last.on().equals(on) ? last : publish(gateway, route, on));
            }
        }
    }

    /** In their order of precedence. */
    List<Route> routes() {
        return routes;
    }

    /** Every policy that some backend has, by id. */
    List<Policy> policies() {
        return List.copyOf(policies.values());
    }

    private void add(Published published) {
        byId.put(published.from().id(), published);
        routes.add(published.route());
        published.policies().forEach(policy -> policies.put(policy.id(), policy));
    }

    private Published publish(String gateway, TranslatedRoute route, List<String> on) {
        GovernedRules rules = new GovernedRules(gateway, governing);
        return new Published(
                route,
                on,
                new Route(route.id(), on, route.hostnames(), rules.govern(route.id(), on, route.rules())),
                rules.policies());
    }

    private static List<String> on(Attachment attachment, Set<String> served) {
        return served.containsAll(attachment.listeners())
                ? attachment.listeners()
                : attachment.listeners().stream().filter(served::contains).toList();
    }
}
