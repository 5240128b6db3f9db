package dev.sluice.engine;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
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
import java.util.stream.IntStream;

/** A snapshot of one route to one pool, changed piece by piece. Providers are a, b, c ... of one region each. */
public final class Snapshots {
    public static final int PORT = 8080;
    public static final String POOL = "default/pool";
    public static final String POLICY = "default/policy";

    public long epoch = 1;
    public long revision = 1;
    public List<Provider> providers = new ArrayList<>();
    public List<Pool.Member> members = new ArrayList<>();
    public List<RequestClass> classes = new ArrayList<>();
    public Objectives objectives = Objectives.NONE;
    public Constraints constraints = Constraints.NONE;
    public Retry retry = new Retry(2, 0, 0, List.of(502, 503, 504));
    public Pool.RetryBudget budget = new Pool.RetryBudget(100, 1000);
    public Pool.CircuitBreaker circuit = Pool.CircuitBreaker.DEFAULT;
    public Pool.OutlierDetection outliers = Pool.OutlierDetection.DEFAULT;
    public Policy.Hedge hedge;
    public Cache cache;
    public Pool.LoadBalancer loadBalancer = Pool.LoadBalancer.PLAN_WEIGHTED_P2C;
    public Pool.HashOn hashOn;
    public Pool.ConcurrencyLimit concurrencyLimit;
    public List<Pool.Scorer> scorers = List.of();
    public int overprovisioningPercent = Pool.DEFAULT_OVERPROVISIONING_PERCENT;
    public int panicThresholdPercent = 50;
    public Api api = Api.JSONRPC;
    public List<Route> moreRoutes = new ArrayList<>();

    /** One provider for each weight. */
    public static Snapshots of(int... weights) {
        Snapshots snapshots = new Snapshots();
        IntStream.range(0, weights.length)
                .forEach(i -> snapshots.with(String.valueOf((char) ('a' + i)), weights[i], 0));
        return snapshots;
    }

    public Snapshots with(String name, int weight, int priority) {
        return with(provider(name), weight, priority);
    }

    public Snapshots with(Provider provider, int weight, int priority) {
        providers.add(provider);
        members.add(new Pool.Member(provider.id(), weight, priority));
        return this;
    }

    public Snapshots withHealthCheck(HealthCheck check) {
        providers.replaceAll(p -> new Provider(
                p.id(),
                p.providerClass(),
                p.organization(),
                p.location(),
                p.api(),
                p.capabilities(),
                p.endpoints(),
                p.credentials(),
                p.price(),
                p.capacity(),
                p.quota(),
                check));
        return this;
    }

    /** Judged by one scorer alone. */
    public Snapshots scoredBy(Pool.Scorer.Name name) {
        loadBalancer = Pool.LoadBalancer.WEIGHTED_SCORE;
        scorers = List.of(new Pool.Scorer(name, 1));
        return this;
    }

    public static Provider provider(String name) {
        return provider(name, "region-" + name, List.of(), 1);
    }

    public static Provider provider(String name, String region, List<String> capabilities, int endpoints) {
        return new Provider(
                "default/" + name,
                ProviderClass.BARE_METAL,
                "org-" + name,
                new Provider.Location(region, "", "cloud", 0, List.of("DE")),
                Api.JSONRPC,
                capabilities,
                IntStream.range(0, endpoints)
                        .mapToObj(i -> new Endpoint(
                                "127.0.0.1", 9000 + i, false, "/" + name, null, Endpoint.Protocol.HTTP1, null))
                        .toList(),
                List.of(),
                new Price("USD", 1_000, List.of(new Price.MethodPrice("eth_getLogs", 5_000))),
                new Provider.Capacity(0, 0),
                Provider.Quota.NONE,
                null);
    }

    public static RequestClass requestClass(String name, int value, List<String> methods, List<String> capabilities) {
        return new RequestClass(
                name, methods, List.of(), List.of(), value, RequestClass.WriteMode.SINGLE, capabilities);
    }

    public static Match prefix(String path) {
        return new Match(new PathMatch(PathKind.PREFIX, path), null, List.of(), List.of());
    }

    public static Backend toPool(int weight) {
        return new Backend(weight, new Backend.ToPool(POOL), POLICY, List.of());
    }

    public static Rule rule(String name, Match match, Backend... backends) {
        return new Rule(name, List.of(match), List.of(), List.of(backends), null, null, null);
    }

    public ConfigSnapshot build() {
        List<Route> routes = new ArrayList<>(moreRoutes);
        routes.add(new Route("default/route", List.of("http"), List.of(), List.of(rule("0", prefix("/"), toPool(1)))));
        Policy policy = new Policy(
                POLICY,
                1,
                Policy.Intent.BALANCED,
                objectives,
                constraints,
                classes,
                retry,
                hedge,
                Timeouts.UNSET,
                Shift.DEFAULT,
                Clients.ANY,
                List.of(),
                cache);
        Pool pool = new Pool(
                POOL,
                api,
                "eip155:1",
                members,
                loadBalancer,
                circuit,
                outliers,
                budget,
                panicThresholdPercent,
                hashOn,
                concurrencyLimit,
                scorers,
                overprovisioningPercent);
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                "default/edge",
                epoch,
                revision,
                List.of(new Listener("http", "", PORT, PORT, Listener.Protocol.HTTP, List.of())),
                routes,
                List.of(policy),
                List.of(pool),
                providers);
    }
}
