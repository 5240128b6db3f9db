package dev.sluice.operator.status;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.control.resolve.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which Gateways want which objects, and what governs what in them. Immutable once built. */
public final class Usage {
    private static final String MERGED = "\\+";

    private final Map<ObjectRef, List<GatewayView>> users = new HashMap<>();
    private final Map<String, Set<String>> poolsBySeller = new HashMap<>();
    private final Map<String, Set<String>> policiesByPool = new HashMap<>();

    public Usage(List<GatewayView> gateways) {
        for (GatewayView gateway : gateways) {
            objects(gateway.wanted()).forEach(ref -> users.computeIfAbsent(ref, r -> new ArrayList<>())
                    .add(gateway));
            gateway.wanted().pools().forEach(this::addMembers);
            gateway.wanted().routes().stream()
                    .flatMap(route -> route.rules().stream())
                    .forEach(this::addGoverned);
        }
    }

    /** Gateways whose wanted snapshot contains an object. */
    public List<GatewayView> gateways(ObjectRef object) {
        return users.getOrDefault(object, List.of());
    }

    /** Pools, by id, of which a provider is a member. */
    public Set<String> pools(String seller) {
        return poolsBySeller.getOrDefault(seller, Set.of());
    }

    /** Effective policies, by id, under which a pool is used. */
    public Set<String> policies(String pool) {
        return policiesByPool.getOrDefault(pool, Set.of());
    }

    /** Pools that a RoutingPolicy governs somewhere. */
    public List<String> governed(String policy) {
        return policiesByPool.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(p -> merged(p).contains(policy)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Ids of the RoutingPolicies that an effective policy was merged from. */
    public static List<String> merged(String effective) {
        return effective.equals(Policy.NONE) ? List.of() : List.of(effective.split(MERGED, -1));
    }

    /** The object named by an id of a snapshot. */
    public static ObjectRef ref(String kind, String id) {
        int slash = id.indexOf('/');
        return new ObjectRef(kind, id.substring(0, slash), id.substring(slash + 1));
    }

    /** Whether an id of a snapshot is that of a plain Service. */
    public static boolean service(String id) {
        return id.startsWith("service:");
    }

    private static Set<ObjectRef> objects(ConfigSnapshot snapshot) {
        Set<ObjectRef> objects = new HashSet<>();
        objects.add(ref("Gateway", snapshot.gateway()));
        snapshot.providers().stream()
                .map(Provider::seller)
                .filter(id -> !service(id))
                .forEach(id -> objects.add(ref("Provider", id)));
        snapshot.pools().stream()
                .map(Pool::id)
                .filter(id -> !service(id))
                .forEach(id -> objects.add(ref("ProviderPool", id)));
        // A listener of a ListenerSet is named after it, with the namespace before.
        snapshot.listeners().stream()
                .map(Listener::name)
                .filter(name -> name.indexOf('/') > 0)
                .forEach(name -> objects.add(ref("ListenerSet", name.substring(0, name.lastIndexOf('/')))));
        snapshot.routes().stream().map(Route::object).forEach(object -> {
            int slash = object.indexOf('/');
            objects.add(ref(object.substring(0, slash), object.substring(slash + 1)));
        });
        snapshot.policies().stream()
                .flatMap(policy -> merged(policy.id()).stream())
                .forEach(id -> objects.add(ref("RoutingPolicy", id)));
        return objects;
    }

    private void addMembers(Pool pool) {
        pool.members().forEach(member -> poolsBySeller
                .computeIfAbsent(Provider.sellerOf(member.provider()), id -> new HashSet<>())
                .add(pool.id()));
    }

    private void addGoverned(Rule rule) {
        for (Backend backend : rule.backends()) {
            if (backend.target() instanceof Backend.ToPool pool) {
                policiesByPool.computeIfAbsent(pool.id(), id -> new HashSet<>()).add(backend.policy());
            }
        }
    }
}
