package dev.sluice.server;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.ErrorRule;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.contract.snapshot.Timeouts;
import java.util.ArrayList;
import java.util.List;

/** Builds small snapshots: one listener on a free port, routes to pools of providers on given ports. */
final class Snapshots {
    static final String GATEWAY = "default/edge";
    static final String MIRROR_POOL = "default/mirror";
    static final long MS = 1_000_000L;

    Api api = Api.JSONRPC;
    long revision = 1;
    Retry retry = new Retry(1, 0, 0, List.of(502, 503, 504));
    Timeouts timeouts = new Timeouts(5_000 * MS, null);
    List<Filter> filters = List.of();
    List<Filter> backendFilters = List.of();
    int mirrorPort;
    List<Integer> weights = List.of();
    HealthCheck healthCheck;
    Price price = Price.FREE;
    List<Credential> credentials = List.of();
    List<Listener> listeners = List.of(new Listener("http", "", 8080, 0, Listener.Protocol.HTTP, List.of()));
    String path = "/";
    String refusal;
    boolean unresolved;
    int panicThresholdPercent = 50;
    List<RequestClass> classes = List.of();
    Policy.Hedge hedge;
    Clients clients = Clients.ANY;
    Cache cache;
    List<List<String>> capabilities = List.of();
    List<ErrorRule> errors = List.of();
    Pool.LoadBalancer loadBalancer = Pool.LoadBalancer.PLAN_WEIGHTED_P2C;
    Pool.CircuitBreaker circuit = Pool.CircuitBreaker.DEFAULT;
    Pool.ConcurrencyLimit concurrencyLimit;
    Pool.OutlierDetection outliers = Pool.OutlierDetection.DEFAULT;
    final List<Endpoint> endpoints = new ArrayList<>();

    static Snapshots jsonRpc(int... ports) {
        Snapshots s = new Snapshots();
        for (int port : ports) {
            s.endpoints.add(plain("127.0.0.1", port, ""));
        }
        return s;
    }

    static Snapshots http(int... ports) {
        Snapshots s = jsonRpc(ports);
        s.api = Api.HTTP;
        return s;
    }

    static Endpoint plain(String host, int port, String path) {
        return new Endpoint(host, port, true, path, null, Endpoint.Protocol.HTTP1, null);
    }

    Snapshots with(java.util.function.Consumer<Snapshots> change) {
        change.accept(this);
        return this;
    }

    ConfigSnapshot build() {
        List<Provider> providers = new ArrayList<>();
        List<Pool.Member> members = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            String id = "default/p" + i;
            List<String> own = capabilities.isEmpty() ? List.of() : capabilities.get(i);
            providers.add(provider(id, "org" + i, "r" + i, endpoints.get(i), own));
            members.add(new Pool.Member(id, weights.isEmpty() ? 1 : weights.get(i), 0));
        }
        List<Pool> pools = new ArrayList<>(List.of(pool("default/pool", members)));
        if (mirrorPort > 0) {
            providers.add(provider("default/m", "org-m", "r-m", plain("127.0.0.1", mirrorPort, ""), List.of()));
            pools.add(pool(MIRROR_POOL, List.of(new Pool.Member("default/m", 1, 0))));
        }
        Policy policy = new Policy(
                "default/policy",
                1,
                Policy.Intent.BALANCED,
                Objectives.NONE,
                Constraints.NONE,
                classes,
                retry,
                hedge,
                timeouts,
                Shift.DEFAULT,
                clients,
                List.of(),
                cache);
        Backend.Target target =
                unresolved ? new Backend.Unresolved("no such pool") : new Backend.ToPool("default/pool");
        Rule rule = new Rule(
                "0",
                List.of(new Match(new Match.PathMatch(Match.PathKind.PREFIX, path), null, List.of(), List.of())),
                filters,
                List.of(new Backend(1, target, "default/policy", backendFilters)),
                null,
                null,
                refusal);
        Route route = new Route(
                "default/route", listeners.stream().map(Listener::name).toList(), List.of(), List.of(rule));
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                GATEWAY,
                1,
                revision,
                listeners,
                List.of(route),
                List.of(policy),
                pools,
                providers);
    }

    private Pool pool(String id, List<Pool.Member> members) {
        return new Pool(
                id,
                api,
                api == Api.JSONRPC ? "eip155:1" : null,
                members,
                loadBalancer,
                circuit,
                outliers,
                new Pool.RetryBudget(100, 1_000),
                panicThresholdPercent,
                null,
                concurrencyLimit,
                List.of(),
                Pool.DEFAULT_OVERPROVISIONING_PERCENT);
    }

    private Provider provider(
            String id, String organization, String region, Endpoint endpoint, List<String> ownCapabilities) {
        return new Provider(
                id,
                ProviderClass.BARE_METAL,
                organization,
                new Provider.Location(region, "", "", 0, List.of()),
                api,
                ownCapabilities,
                List.of(endpoint),
                credentials,
                price,
                new Provider.Capacity(0, 0),
                Provider.Quota.NONE,
                healthCheck,
                errors);
    }
}
