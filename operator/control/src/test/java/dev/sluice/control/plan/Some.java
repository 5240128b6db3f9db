package dev.sluice.control.plan;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.HealthCheck;
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

/** Small valid snapshots to plan for; each test says only what it is about. */
public final class Some {
    public static final PlanKey KEY = new PlanKey("default/policy", "default/pool", RequestClass.DEFAULT);
    static final long SECOND = 1_000_000_000L;

    /** Two-second ticks, 4 points per second away, 2 back after 30 s. */
    public static final Shift SHIFT = new Shift(
            Shift.Mode.ENFORCE,
            false,
            2 * SECOND,
            new Shift.Direction(40_000, 0),
            new Shift.Direction(20_000, 30 * SECOND),
            60 * SECOND,
            50_000);

    static final HealthCheck PROBE =
            new HealthCheck(HealthCheck.Kind.JSONRPC, SECOND, SECOND / 2, 2, 2, "eth_blockNumber");

    private Some() {}

    static Provider provider(String name, ProviderClass kind, String organization, String region, double usd) {
        return new Provider(
                "default/" + name,
                kind,
                organization,
                new Provider.Location(region, "", kind == ProviderClass.HYPERSCALER ? "aws" : "", 0, List.of("US")),
                Api.JSONRPC,
                List.of("Logs"),
                List.of(new Endpoint("127.0.0.1", 9000, false, "", null, Endpoint.Protocol.HTTP1, null)),
                List.of(),
                new Price("USD", Math.round(usd * 1e6), List.of()),
                new Provider.Capacity(0, 0),
                Provider.Quota.NONE,
                PROBE);
    }

    public static Provider provider(String name) {
        return provider(name, ProviderClass.BARE_METAL, name, "eu", 6);
    }

    static Provider withCapacity(Provider p, int requestsPerSecond) {
        return new Provider(
                p.id(),
                p.providerClass(),
                p.organization(),
                p.location(),
                p.api(),
                p.capabilities(),
                p.endpoints(),
                p.credentials(),
                p.price(),
                new Provider.Capacity(requestsPerSecond, 0),
                Provider.Quota.NONE,
                p.healthCheck());
    }

    static Provider withJurisdictions(Provider p, String... jurisdictions) {
        Provider.Location at = p.location();
        return new Provider(
                p.id(),
                p.providerClass(),
                p.organization(),
                new Provider.Location(at.region(), at.zone(), at.cloud(), at.asn(), List.of(jurisdictions)),
                p.api(),
                p.capabilities(),
                p.endpoints(),
                p.credentials(),
                p.price(),
                p.capacity(),
                p.quota(),
                p.healthCheck());
    }

    static Constraints shares(ShareBound... bounds) {
        return new Constraints(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(bounds), false);
    }

    public static Policy policy(Policy.Intent intent, Objectives objectives, Constraints constraints, Shift shift) {
        return new Policy(
                KEY.policy(),
                1,
                intent,
                objectives,
                constraints,
                List.of(),
                Retry.DEFAULT,
                null,
                Timeouts.UNSET,
                shift);
    }

    static Policy policy(Constraints constraints) {
        return policy(Policy.Intent.BALANCED, Objectives.NONE, constraints, SHIFT);
    }

    static Pool.Member member(Provider provider, int weight) {
        return new Pool.Member(provider.id(), weight, 0);
    }

    static ConfigSnapshot snapshot(Policy policy, List<Provider> providers, List<Pool.Member> members) {
        Rule rule = new Rule(
                "0",
                List.of(new Match(new Match.PathMatch(Match.PathKind.PREFIX, "/"), null, List.of(), List.of())),
                List.of(),
                List.of(new Backend(1, new Backend.ToPool(KEY.pool()), policy.id(), List.of())),
                null,
                null,
                null);
        Pool pool = new Pool(
                KEY.pool(),
                Api.JSONRPC,
                "eip155:1",
                members,
                Pool.LoadBalancer.PLAN_WEIGHTED_P2C,
                Pool.CircuitBreaker.DEFAULT,
                Pool.OutlierDetection.DEFAULT,
                Pool.RetryBudget.DEFAULT,
                50);
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                "default/edge",
                1,
                1,
                List.of(),
                List.of(new Route("default/route", List.of("http"), List.of(), List.of(rule))),
                List.of(policy),
                List.of(pool),
                providers);
    }

    /** Members with the given weights, in order. */
    public static ConfigSnapshot snapshot(Policy policy, List<Provider> providers, int... weights) {
        List<Pool.Member> members = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            members.add(member(providers.get(i), weights[i]));
        }
        return snapshot(policy, providers, members);
    }
}
