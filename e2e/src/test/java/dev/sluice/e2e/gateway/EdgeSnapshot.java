package dev.sluice.e2e.gateway;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.contract.snapshot.Timeouts;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/** One listener, one route, one provider that wants a key. */
final class EdgeSnapshot {
    static final String KEY_ID = "default/keys/api";
    static final String POLICY = "default/policy";
    static final String POOL = "default/pool";
    static final String PROVIDER = "default/provider";

    private EdgeSnapshot() {}

    static ConfigSnapshot of(String gateway, long revision, int listenPort, int providerPort) {
        return of(gateway, revision, listenPort, providerPort, List.of());
    }

    /** With so much that nothing compresses that it takes more than one Secret. */
    static ConfigSnapshot large(String gateway, long revision, int listenPort, int providerPort) {
        byte[] noise = new byte[1_200_000];
        RandomGeneratorFactory.of("L64X128MixRandom").create(revision).nextBytes(noise);
        Match never = new Match(
                new Match.PathMatch(
                        Match.PathKind.EXACT, "/never/" + HexFormat.of().formatHex(noise)),
                null,
                List.of(),
                List.of());
        return of(gateway, revision, listenPort, providerPort, List.of(never));
    }

    private static ConfigSnapshot of(
            String gateway, long revision, int listenPort, int providerPort, List<Match> furtherMatches) {
        Provider provider = new Provider(
                PROVIDER,
                ProviderClass.BARE_METAL,
                "org",
                new Provider.Location("region", "", "", 0, List.of()),
                Api.HTTP,
                List.of(),
                List.of(new Endpoint("127.0.0.1", providerPort, true, "", null, Endpoint.Protocol.HTTP1, null)),
                List.of(new Credential(Credential.Place.HEADER, "X-Api-Key", KEY_ID)),
                Price.FREE,
                new Provider.Capacity(0, 0),
                Provider.Quota.NONE,
                null);
        Pool pool = new Pool(
                POOL,
                Api.HTTP,
                null,
                List.of(new Pool.Member(PROVIDER, 1, 0)),
                Pool.LoadBalancer.PLAN_WEIGHTED_P2C,
                Pool.CircuitBreaker.DEFAULT,
                Pool.OutlierDetection.DEFAULT,
                new Pool.RetryBudget(100, 1_000),
                50);
        Policy policy = new Policy(
                POLICY,
                1,
                Policy.Intent.BALANCED,
                Objectives.NONE,
                Constraints.NONE,
                List.of(),
                new Retry(1, 0, 0, List.of(502, 503, 504)),
                null,
                new Timeouts(5_000_000_000L, null),
                Shift.DEFAULT);
        Match all = new Match(new Match.PathMatch(Match.PathKind.PREFIX, "/"), null, List.of(), List.of());
        List<Match> matches = new java.util.ArrayList<>(furtherMatches);
        matches.add(all);
        Rule rule = new Rule(
                "0",
                matches,
                List.of(),
                List.of(new Backend(1, new Backend.ToPool(POOL), POLICY, List.of())),
                null,
                null,
                null);
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                gateway,
                1,
                revision,
                List.of(new Listener("http", "", 80, listenPort, Listener.Protocol.HTTP, List.of())),
                List.of(new Route("default/route", List.of("http"), List.of(), List.of(rule))),
                List.of(policy),
                List.of(pool),
                List.of(provider));
    }
}
