package dev.sluice.contract.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Endpoint;
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
import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.contract.snapshot.Timeouts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written is read again. The file is long because one example has everything that the contract knows. */
class ContractCodecTest {
    private final ContractCodec codec = new ContractCodec();

    @Test
    void readsBackTheSnapshotItWrote() throws CodecException {
        ConfigSnapshot snapshot = fullSnapshot();

        ConfigSnapshot back = codec.readSnapshot(codec.write(snapshot));

        assertEquals(snapshot, back);
    }

    @Test
    void writesEqualSnapshotsAsEqualBytes() {
        assertArrayEquals(codec.write(fullSnapshot()), codec.write(fullSnapshot()));
    }

    @Test
    void readsBackPlanAndObservation() throws CodecException {
        PlanKey key = new PlanKey("default/p", "default/eth", "writes");
        Plan plan = new Plan(
                "default/edge",
                1,
                7,
                60_000_000_000L,
                List.of(new Plan.Entry(
                        key,
                        false,
                        List.of(new Plan.Share("default/a", 400_000), new Plan.Share("default/b", 600_000)))),
                List.of(new Plan.Refusal(key, 250_000)),
                List.of(new Plan.Limit("default/a", 1_500)),
                3);
        Observation observation = new Observation(
                "default/edge",
                "pod-1",
                1,
                2,
                1,
                3,
                1,
                7,
                true,
                null,
                List.of(new Traffic(key, "default/a", 10, 12, 11, Map.of(Failure.RESET, 1L), 42, List.of())),
                List.of(new ProviderSight(
                        "default/a",
                        ProviderSight.Health.HEALTHY,
                        1,
                        2,
                        0,
                        0,
                        -1,
                        5L,
                        new ProviderSight.Billed(2, 84),
                        null,
                        40)),
                List.of(new ClientTraffic("default/r", "0", 10, List.of(0L, 0L, 10L, 0L, 0L, 0L), 0, 2, 0, List.of())),
                List.of(new ClassTraffic(key, 10, 1, 2, 3, 1L)));

        assertEquals(plan, codec.readPlan(codec.write(plan)));
        assertEquals(observation, codec.readObservation(codec.write(observation)));
    }

    @Test
    void readsAnObservationOfAGatewayThatCountsNeitherClassesNorWhatProbesCost() throws CodecException {
        String earlier = """
                {"gateway":"g","reporter":"p","startedAtMillis":1,"atMillis":2,"epoch":1,"revision":1,"planEpoch":0,
                 "planRevision":0,"planInForce":false,"rejection":null,"traffic":[],"clients":[],
                 "providers":[{"provider":"a","health":"HEALTHY","inFlight":0,"probes":1,"probeFailures":0,"ejections":0,
                               "headBlock":-1}]}""";

        Observation read = codec.readObservation(earlier.getBytes(UTF_8));
        assertEquals(List.of(), read.classes());
        assertEquals(ProviderSight.Billed.NONE, read.providers().getFirst().billed());
    }

    @Test
    void readsAClassOfAGatewayThatDoesNotSayWhatItShed() throws CodecException {
        String earlier = """
                {"gateway":"g","reporter":"p","startedAtMillis":1,"atMillis":2,"epoch":1,"revision":1,"planEpoch":0,
                 "planRevision":0,"planInForce":false,"rejection":null,"traffic":[],"clients":[],"providers":[],
                 "classes":[{"key":{"policy":"p","pool":"x","requestClass":"c"},"requests":5,"unanswered":1,"late":0,
                             "refused":0}]}""";

        assertEquals(
                0L,
                codec.readObservation(earlier.getBytes(UTF_8))
                        .classes()
                        .getFirst()
                        .shed());
    }

    @Test
    void readsAPlanOfAnOperatorThatKnowsNoLimits() throws CodecException {
        String earlier = """
                {"gateway":"g","epoch":1,"revision":1,"ttlNanos":1,"entries":[
                 {"key":{"policy":"p","pool":"x","requestClass":"default"},"refuse":false,"shares":[]}]}""";

        Plan plan = codec.readPlan(earlier.getBytes(UTF_8));

        assertEquals(List.of(), plan.limits());
        assertEquals(List.of(), plan.refusals());
        assertEquals(1, plan.processes());
    }

    @Test
    void carriesWhoMayCall() throws CodecException {
        Clients clients = new Clients(
                List.of(List.of("eth_*")),
                List.of("eth_sign*"),
                new Authentication(
                        new Authentication.ApiKey("x-api-key", "client-keys:default/keys"),
                        new Authentication.Jwt(
                                "https://id.example",
                                List.of("edge"),
                                "sub",
                                List.of(new Authentication.JwtKey("1", Authentication.Algorithm.ES256, "MFk=")))),
                List.of(List.of("10.0.0.0/8")),
                List.of("10.1.0.0/16"),
                List.of(new RateLimit("default/p", 10, 20, RateLimit.Per.CLIENT)),
                1_000_000L,
                true,
                20,
                10_000L);
        ConfigSnapshot snapshot = fullSnapshot();
        Policy policy = snapshot.policies().getFirst().with(clients);
        ConfigSnapshot guarded = new ConfigSnapshot(
                snapshot.schema(), "g", 1, 1, List.of(), List.of(), List.of(policy), List.of(), List.of());

        assertEquals(guarded, codec.readSnapshot(codec.write(guarded)));
    }

    @Test
    void carriesTheBytesOfALatencyWindow() throws CodecException {
        LatencyWindow window = new LatencyWindow(4, 2, new byte[] {1, 2, -3});
        Observation observation = new Observation(
                "g",
                "p",
                1,
                2,
                1,
                1,
                0,
                0,
                false,
                "no route",
                List.of(new Traffic(new PlanKey("", "x", "default"), "a", 1, 1, 1, Map.of(), 0, List.of(window))),
                List.of(),
                List.of());

        LatencyWindow back = codec.readObservation(codec.write(observation))
                .traffic()
                .getFirst()
                .latency()
                .getFirst();

        assertEquals(4, back.number());
        assertArrayEquals(window.sketch(), back.sketch());
    }

    @Test
    void refusesEveryTruncationWithAReason() {
        byte[] bytes = codec.write(fullSnapshot());
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            CodecException refused = assertThrows(CodecException.class, () -> codec.readSnapshot(cut));
            assertTrue(refused.getMessage().contains("snapshot"), refused.getMessage());
        }
    }

    @Test
    void refusesASchemaItDoesNotKnow() {
        byte[] future = codec.write(fullSnapshot());
        byte[] changed = new String(future, UTF_8)
                .replace("\"schema\":" + ConfigSnapshot.SCHEMA, "\"schema\":99")
                .getBytes(UTF_8);

        CodecException refused = assertThrows(CodecException.class, () -> codec.readSnapshot(changed));

        assertTrue(refused.getMessage().contains("schema 99"), refused.getMessage());
    }

    @Test
    void ignoresFieldsOfANewerWriter() throws CodecException {
        byte[] newer = new String(codec.write(fullSnapshot()), UTF_8)
                .replaceFirst("\\{", "{\"addedLater\":{\"x\":1},")
                .getBytes(UTF_8);

        assertEquals(fullSnapshot(), codec.readSnapshot(newer));
    }

    @Test
    void fieldsAddedSinceKeepTheirDefaults() throws CodecException {
        String older = new String(codec.write(fullSnapshot()), UTF_8)
                .replaceFirst(",\"hostHeader\":\"CLIENT\"", "")
                .replaceFirst(",\"furtherCaCertificates\":\\[[^]]*],\"subjectAltNames\":\\[[^]]*]", "")
                .replaceFirst(",\"clientValidation\":\\{[^}]*}", "");

        ConfigSnapshot read = codec.readSnapshot(older.getBytes(UTF_8));

        Endpoint endpoint = read.providers().getFirst().endpoints().getFirst();
        assertEquals(Endpoint.HostHeader.ENDPOINT, endpoint.hostHeader());
        assertEquals(new Endpoint.Tls("rpc.example", "default/ca/ca.crt", "default/own/tls"), endpoint.tls());
        assertNull(read.listeners().getFirst().clientValidation());
    }

    @Test
    void refusesSharesThatDoNotSumToTheWhole() {
        String json =
                "{\"gateway\":\"g\",\"epoch\":1,\"revision\":1,\"ttlNanos\":1,\"entries\":[{\"key\":{\"policy\":\"\",\"pool\":\"p\",\"requestClass\":\"default\"},\"refuse\":false,\"shares\":[{\"provider\":\"a\",\"ppm\":5}]}]}";

        CodecException refused = assertThrows(CodecException.class, () -> codec.readPlan(json.getBytes(UTF_8)));

        assertTrue(refused.getMessage().contains("sum to 5"), refused.getMessage());
    }

    private static ConfigSnapshot fullSnapshot() {
        Match match = new Match(
                new Match.PathMatch(Match.PathKind.PREFIX, "/eth"),
                "POST",
                List.of(new Match.ValueMatch("x-tier", "gold", false)),
                List.of(new Match.ValueMatch("v", "[12]", true)));
        List<Filter> filters = List.of(
                new Filter.RequestHeaders(List.of(new Filter.Header("A", "1")), List.of(), List.of("B")),
                new Filter.ResponseHeaders(List.of(), List.of(new Filter.Header("C", "2")), List.of()),
                new Filter.UrlRewrite("h.example", null, "/"),
                new Filter.Redirect("https", null, 443, "/x", null, 301),
                new Filter.Mirror("default/eth", 10_000),
                new Filter.Cors(List.of("*"), List.of("GET"), List.of(), List.of(), false, 5));
        Rule rule = new Rule(
                "0",
                List.of(match),
                filters,
                List.of(
                        new Backend(3, new Backend.ToPool("default/eth"), "default/p", List.of()),
                        new Backend(1, new Backend.Unresolved("Service default/x not found"), "", List.of())),
                new Timeouts(10L, null),
                new Retry(2, 5, 0, List.of(503)),
                null);
        Provider provider = new Provider(
                "default/a",
                ProviderClass.DECENTRALIZED,
                "lava",
                new Provider.Location("global", "", "", 0, List.of("DE")),
                Api.JSONRPC,
                List.of("Logs"),
                List.of(new Endpoint(
                        "rpc.example",
                        443,
                        true,
                        "/v2/{credential}",
                        "/ws",
                        Endpoint.Protocol.HTTP1,
                        new Endpoint.Tls(
                                "rpc.example",
                                "default/ca/ca.crt",
                                "default/own/tls",
                                List.of("default/ca2/ca.crt"),
                                List.of(new Endpoint.SubjectAltName(
                                        Endpoint.SubjectAltName.Kind.URI, "spiffe://rpc.example/node"))),
                        Endpoint.HostHeader.CLIENT)),
                List.of(new Credential(Credential.Place.PATH, "", "default/s/token")),
                new Price("USD", 14_000_000, List.of(new Price.MethodPrice("eth_getLogs", 70_000_000))),
                new Provider.Capacity(100, 10),
                new Provider.Quota(1_000_000, 50),
                new HealthCheck(HealthCheck.Kind.JSONRPC, 1, 2, 3, 4, "eth_blockNumber"));
        Pool pool = new Pool(
                "default/eth",
                Api.JSONRPC,
                "eip155:1",
                List.of(new Pool.Member("default/a", 1, 0)),
                Pool.LoadBalancer.PLAN_WEIGHTED_P2C,
                Pool.CircuitBreaker.DEFAULT,
                Pool.OutlierDetection.DEFAULT,
                Pool.RetryBudget.DEFAULT,
                50,
                null,
                Pool.ConcurrencyLimit.DEFAULT,
                List.of(new Pool.Scorer(Pool.Scorer.Name.LATENCY, 3)),
                140);
        Policy policy = new Policy(
                "default/p",
                2,
                Policy.Intent.BALANCED,
                new Objectives(
                        new Objectives.Availability(999_500, 9),
                        new Objectives.Latency(950_000, 300),
                        List.of(new Objectives.Budget("default/p", "USD", 50_000_000, 0, true))),
                new Constraints(
                        List.of(),
                        List.of("XX"),
                        List.of(ProviderClass.EDGE),
                        List.of("evil"),
                        List.of(),
                        List.of(new Constraints.ShareBound(Constraints.By.ORGANIZATION, null, 0, 700_000)),
                        true),
                List.of(new RequestClass(
                        "writes",
                        List.of("eth_send*"),
                        List.of(),
                        List.of(),
                        RequestClass.HIGH,
                        RequestClass.WriteMode.SINGLE,
                        List.of())),
                Retry.DEFAULT,
                new Policy.Hedge(950_000, 5),
                Timeouts.UNSET,
                Shift.DEFAULT,
                Clients.ANY,
                List.of(),
                new Cache(List.of("eth_*"), 2_000_000_000, 256));
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                "default/edge",
                1,
                9,
                List.of(new Listener(
                        "https",
                        "",
                        443,
                        8443,
                        Listener.Protocol.HTTPS,
                        List.of("default/tls/pem"),
                        new Listener.ClientValidation(List.of("default/ca/ca.crt"), true))),
                List.of(new Route("default/r", List.of("https"), List.of("*.example"), List.of(rule))),
                List.of(policy),
                List.of(pool),
                List.of(provider));
    }
}
