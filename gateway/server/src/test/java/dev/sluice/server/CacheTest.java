package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.RequestClass;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are kept and given again, over real sockets. */
class CacheTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final String HASH = "\"0x" + "ab".repeat(32) + "\"";

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger head = new AtomicInteger(1_000);

    private static Snapshots caching(long maxAgeNanos, int... ports) {
        return Snapshots.jsonRpc(ports).with(s -> s.cache = new Cache(List.of("eth_*"), maxAgeNanos, 100));
    }

    private static String call(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** Answers how often it was asked, or its head, one by one or in batches. */
    private RawUpstream.Behaviour counting() {
        AtomicInteger asked = new AtomicInteger();
        return (request, socket, out) -> {
            JsonNode body = json.readTree(request.text());
            List<String> answers = new ArrayList<>();
            for (JsonNode call : body.isArray() ? body : json.createArrayNode().add(body)) {
                JsonNode first = call.path("params").path(0);
                String result =
                        switch (call.get("method").asText()) {
                            case "eth_blockNumber" -> "\"0x" + Integer.toHexString(head.get()) + "\"";
                            case "eth_getBlockByNumber" ->
                                "{\"number\":" + first + ",\"extra\":\"answer " + asked.incrementAndGet() + "\"}";
                            case "eth_getBlockByHash" ->
                                "{\"hash\":" + first + ",\"extra\":\"answer " + asked.incrementAndGet() + "\"}";
                            default -> "\"answer " + asked.incrementAndGet() + "\"";
                        };
                answers.add("{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + ",\"result\":" + result + "}");
            }
            String all = String.join(",", answers);
            RawUpstream.write(out, 200, "application/json", body.isArray() ? "[" + all + "]" : all);
        };
    }

    private String result(GatewayFixture g, String call) throws Exception {
        HttpResponse<String> answer = g.post("/", call);
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode result = json.readTree(answer.body()).path("result");
        return result.isTextual() ? result.asText() : result.toString();
    }

    private static double metric(GatewayFixture g, String name) {
        return GatewayFixture.await(g.gateway.metrics())
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAnswerIsGivenAgainUnderTheIdOfWhoAsks() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(HOUR, up.port()));

            HttpResponse<String> first = g.post("/", call("1", "eth_getBlockByHash", "[" + HASH + "]"));
            HttpResponse<String> again = g.post("/", call("\"other id\"", "eth_getBlockByHash", "[" + HASH + "]"));

            assertEquals(1, up.requests.size());
            assertEquals(first.body().replace("\"id\":1", "\"id\":\"other id\""), again.body());
            assertEquals(
                    "application/json",
                    again.headers().firstValue("content-type").orElseThrow());
            assertEquals(1, metric(g, "sluice_cache_hits_total"));
            assertEquals(1, metric(g, "sluice_cache_misses_total"));
            assertTrue(metric(g, "sluice_cache_bytes") > again.body().length());
            assertEquals(
                    2,
                    g.observe().clients().stream().mapToLong(c -> c.requests()).sum());
            assertEquals(
                    2,
                    g.observe().classes().stream().mapToLong(c -> c.requests()).sum());
            assertEquals(
                    1,
                    g.observe().traffic().stream().mapToLong(t -> t.attempts()).sum());
        }
    }

    @Test
    void anAnswerAboutTheHeadIsGivenForTheMaximumAgeOnly() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(150 * Snapshots.MS, up.port()));
            String latest = call("1", "eth_call", "[{},\"latest\"]");

            assertEquals("answer 1", result(g, latest));
            GatewayFixture.eventually("the answer is too old", () -> {
                try {
                    return !result(g, latest).equals("answer 1");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Test
    void whatIsFinalOutlivesTheMaximumAgeAndWhatIsNotDoesNot() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(1, up.port()));
            result(g, call("1", "eth_blockNumber", "[]"));
            String deep = call("1", "eth_getBlockByNumber", "[\"0x384\",false]");
            String shallow = call("1", "eth_getBlockByNumber", "[\"0x385\",false]");

            assertEquals(result(g, deep), result(g, deep), "block 900 of 1000 is 100 deep");
            assertFalse(result(g, shallow).equals(result(g, shallow)), "block 901 is not");
            head.set(1_001);
            result(g, call("1", "eth_blockNumber", "[]"));
            assertEquals(result(g, shallow), result(g, shallow), "now it is");
        }
    }

    @Test
    void aHeightBombOfOneOfThreeMakesNothingFinal() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream liar = g.upstream(RawUpstream.node("0xe8d4a50fff"));
            RawUpstream one = g.upstream(counting());
            RawUpstream two = g.upstream(counting());
            g.serve(caching(1, liar.port(), one.port(), two.port()));
            String call = call("1", "eth_blockNumber", "[]");
            for (int i = 0; i < 12; i++) {
                result(g, call);
            }
            int before = one.requests.size() + two.requests.size() + liar.requests.size();

            for (int i = 0; i < 6; i++) {
                result(g, call("1", "eth_getBlockByNumber", "[\"0x3e7\",false]"));
            }

            assertFalse(liar.requests.isEmpty());
            assertEquals(before + 6, one.requests.size() + two.requests.size() + liar.requests.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"result\":null",
                "\"error\":{\"code\":3,\"message\":\"execution reverted\"}",
                "\"error\":{\"code\":-32602,\"message\":\"bad parameters\"}"
            })
    void nullAndErrorsAreNotKept(String said) throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(
                    RawUpstream.answer(200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":1," + said + "}"));
            g.serve(caching(HOUR, up.port()));
            for (int i = 0; i < 3; i++) {
                g.post("/", call("1", "eth_getBlockByHash", "[" + HASH + "]"));
            }
            assertEquals(3, up.requests.size());
            assertEquals(0, metric(g, "sluice_cache_bytes"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "eth_getTransactionCount|[\"0x1\",\"pending\"]",
                "eth_sendRawTransaction|[\"0x1\"]",
                "eth_newFilter|[{}]",
                "eth_getFilterChanges|[\"0x1\"]",
                "net_version|[]"
            })
    void whatIsPendingAWriteOfOneClientOrNotNamedIsAskedEachTime(String method, String params) throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(HOUR, up.port()));
            assertEquals("answer 1", result(g, call("1", method, params)));
            assertEquals("answer 2", result(g, call("1", method, params)));
        }
    }

    @Test
    void anAnswerIsForItsPathAndForWhoShowsNoNameOfTheirOwn() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(HOUR, up.port()));
            String call = call("1", "eth_chainId", "[]");
            assertEquals("answer 1", result(g, call));
            assertEquals("answer 1", result(g, call));
            assertTrue(g.post("/polygon", call).body().contains("answer 2"));
            assertTrue(g.post("/?a=1", call).body().contains("answer 3"));
            HttpResponse<String> own = g.client.send(
                    HttpRequest.newBuilder(g.uri("/"))
                            .header("Authorization", "Bearer mine")
                            .POST(HttpRequest.BodyPublishers.ofString(call))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertTrue(own.body().contains("answer 4"), own.body());
            assertEquals("answer 1", result(g, call));
        }
    }

    @Test
    void aChangedPolicyForgetsAndAnUnchangedOneRemembers() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            Snapshots snapshots = caching(HOUR, up.port());
            g.serve(snapshots);
            String call = call("1", "eth_chainId", "[]");
            assertEquals("answer 1", result(g, call));

            snapshots.revision = 2;
            g.serve(snapshots);
            assertEquals("answer 1", result(g, call));

            snapshots.revision = 3;
            snapshots.classes = List.of(new RequestClass(
                    "history",
                    List.of("eth_getLogs"),
                    List.of(),
                    List.of(),
                    RequestClass.LOW,
                    RequestClass.WriteMode.SINGLE,
                    List.of()));
            g.serve(snapshots);
            assertEquals("answer 2", result(g, call));
        }
    }

    @Test
    void filtersOfTheRuleAreAppliedToKeptAnswersToo() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(HOUR, up.port())
                    .with(s -> s.filters = List.of(new Filter.ResponseHeaders(
                            List.of(new Filter.Header("X-Edge", "1")), List.of(), List.of()))));
            String call = call("1", "eth_chainId", "[]");
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        "1", g.post("/", call).headers().firstValue("x-edge").orElseThrow());
            }
            assertEquals(1, up.requests.size());
        }
    }

    @Test
    void callsOfABatchAreAnsweredByWhatIsKeptAndTheRestIsAskedAndKept() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(HOUR, up.port()));
            result(g, call("1", "eth_chainId", "[]"));

            String batch = "[" + call("7", "eth_gasPrice", "[]") + "," + call("\"c\"", "eth_chainId", "[]") + "]";
            HttpResponse<String> first = g.post("/", batch);
            HttpResponse<String> again = g.post("/", batch);

            assertEquals(
                    "[{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"answer 2\"},{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"result\":\"answer 1\"}]",
                    first.body());
            assertEquals(first.body(), again.body());
            assertEquals(200, again.statusCode());
            assertEquals(2, up.requests.size());
            assertEquals("answer 2", result(g, call("1", "eth_gasPrice", "[]")));
        }
    }

    @Test
    void theAccessLogSaysWhereAnAnswerCameFrom() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (GatewayFixture g = new GatewayFixture(o -> o.withAccessLog(lines::add))) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(HOUR, up.port()));
            result(g, call("1", "eth_chainId", "[]"));
            result(g, call("1", "eth_chainId", "[]"));

            GatewayFixture.eventually("two lines", () -> lines.size() == 2);
            assertTrue(lines.getFirst().contains("\"source\":\"PROVIDER\",\"attempts\":1"), lines::toString);
            assertTrue(
                    lines.getLast().contains("\"class\":\"default\"")
                            && lines.getLast().contains("\"provider\":\"\",\"source\":\"CACHE\",\"attempts\":0"),
                    lines::toString);
        }
    }

    @Test
    void whatDoesNotFitLeaves() throws Exception {
        try (GatewayFixture g = new GatewayFixture(o -> o.withLimits(o.limits().withCacheBytes(2_000)))) {
            RawUpstream up = g.upstream(counting());
            g.serve(caching(HOUR, up.port()));
            for (int i = 0; i < 50; i++) {
                result(g, call("1", "eth_getBalance", "[\"0x" + i + "\",\"latest\"]"));
            }
            assertTrue(metric(g, "sluice_cache_bytes") <= 2_000);
            assertTrue(metric(g, "sluice_cache_evictions_total") > 0);
        }
    }
}
