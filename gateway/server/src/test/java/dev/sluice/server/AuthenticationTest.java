package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.server.token.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only who has a key is let in, and nobody behind the gateway sees it. */
class AuthenticationTest {
    private static final String KEY = "key-of-the-wallet";
    private static final String KEYS = ClientKeys.id("default/clients");

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private GatewayFixture f;
    private RawUpstream up;

    @BeforeEach
    void start() throws Exception {
        f = new GatewayFixture(o -> o.withAccessLog(log::add));
        up = f.upstream(RawUpstream.node("0x1"));
    }

    @AfterEach
    void stop() throws Exception {
        f.close();
    }

    @Test
    void aKnownKeyIsLetInAndNotPassedOn() throws Exception {
        f.serve(guarded(Snapshots.jsonRpc(up.port())).build(), keys(KEY));

        HttpResponse<String> answer = call("X-API-Key", KEY);

        assertEquals(200, answer.statusCode(), answer.body());
        assertNull(up.requests.getFirst().headers().get("x-api-key"));
        assertEquals("kept", up.requests.getFirst().headers().get("x-other"));
    }

    @Test
    void copiesDoNotCarryTheKeyEither() throws Exception {
        RawUpstream mirror = f.upstream(RawUpstream.node("0x2"));
        f.serve(
                guarded(Snapshots.jsonRpc(up.port()))
                        .with(s -> {
                            s.mirrorPort = mirror.port();
                            s.filters = List.of(new Filter.Mirror(Snapshots.MIRROR_POOL, 1_000_000));
                        })
                        .build(),
                keys(KEY));

        assertEquals(200, call("x-api-key", KEY).statusCode());

        GatewayFixture.eventually("the copy arrives", () -> !mirror.requests.isEmpty());
        assertNull(mirror.requests.getFirst().headers().get("x-api-key"));
    }

    @Test
    void partsOfABatchDoNotCarryTheKeyEitherAndAreTheClientsRequests() throws Exception {
        f.serve(guarded(Snapshots.jsonRpc(up.port())).build(), keys(KEY));
        String batch =
                "[" + GatewayFixture.rpc("eth_call", "1") + "," + GatewayFixture.rpc("eth_sendTransaction", "2") + "]";

        HttpResponse<String> answer = f.client.send(
                HttpRequest.newBuilder(f.uri("/"))
                        .header("x-api-key", KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(batch))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(2, up.requests.size());
        up.requests.forEach(request -> assertNull(request.headers().get("x-api-key")));
        GatewayFixture.eventually("a line for each part", () -> log.size() == 2);
        log.forEach(line -> assertTrue(line.contains("\"client\":\"") && !line.contains("\"client\":\"\""), line));
    }

    @Test
    void whatIsPaidForAClientIsCounted() throws Exception {
        f.serve(
                guarded(Snapshots.jsonRpc(up.port()))
                        .with(s -> s.price =
                                new Price("EUR", 2_000_000, List.of(new Price.MethodPrice("eth_call", 5_000_000))))
                        .build(),
                keys(KEY));
        String batch =
                "[" + GatewayFixture.rpc("eth_call", "1") + "," + GatewayFixture.rpc("eth_sendTransaction", "2") + "]";

        assertEquals(200, call("x-api-key", KEY).statusCode());
        f.client.send(
                HttpRequest.newBuilder(f.uri("/"))
                        .header("x-api-key", KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(batch))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        GatewayFixture.eventually("call, call and transaction are paid", () -> GatewayFixture.await(f.gateway.metrics())
                .contains("sluice_tenant_cost_total{currency=\"EUR\",tenant=\"wallet\"} 1.2E-5"));
        assertEquals(3, up.requests.size());
    }

    @Test
    void whatIsKeptIsForThoseWhoAreLetInWhateverTheyProveItBy() throws Exception {
        f.serve(
                Snapshots.jsonRpc(up.port())
                        .with(s -> {
                            s.clients = Clients.ANY.with(
                                    new Authentication(new Authentication.ApiKey("authorization", KEYS)));
                            s.cache = new Cache(List.of("eth_*"), 60_000 * Snapshots.MS, 1);
                        })
                        .build(),
                keys(KEY));

        assertEquals(200, call("authorization", KEY).statusCode());
        assertEquals(200, call("authorization", KEY).statusCode());
        assertEquals(401, call("authorization", "another").statusCode());
        assertEquals(1, up.requests.size(), "the provider does not see it, so the answer is anybody's who is let in");
    }

    @Test
    void withoutAKeyOrWithAnUnknownOneTheAnswerIs401() throws Exception {
        f.serve(guarded(Snapshots.jsonRpc(up.port())).build(), keys(KEY));

        for (HttpResponse<String> answer : List.of(f.call("eth_call", 1), call("x-api-key", KEY + "?"))) {
            assertEquals(401, answer.statusCode());
            assertEquals(
                    "ApiKey header=\"x-api-key\"",
                    answer.headers().firstValue("www-authenticate").orElseThrow());
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("content-type").orElseThrow());
            assertTrue(
                    answer.body().startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,"),
                    answer.body());
        }
        assertTrue(up.requests.isEmpty());
        String metrics = GatewayFixture.await(f.gateway.metrics());
        for (String reason : List.of("UNPROVEN", "UNKNOWN")) {
            String line = "sluice_clients_refused_total{policy=\"default/policy\",reason=\"" + reason + "\"} 1";
            assertTrue(metrics.contains(line), metrics);
        }
    }

    @Test
    void whoCallsFromTheWrongPlaceIsAnswered403() throws Exception {
        f.serve(Snapshots.jsonRpc(up.port())
                .with(s -> s.clients = Clients.ANY.from(List.of(List.of("127.0.0.0/8")), List.of())));
        assertEquals(200, f.call("eth_call", 1).statusCode());

        f.serve(Snapshots.jsonRpc(up.port()).with(s -> {
            s.revision = 2;
            s.clients = Clients.ANY.from(List.of(), List.of("127.0.0.1"));
        }));
        HttpResponse<String> answer = f.call("eth_call", 1);

        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("may not call from this address"), answer.body());
        assertEquals(1, up.requests.size());
    }

    @Test
    void aPlainServiceAnswersInText() throws Exception {
        RawUpstream files = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
        f.serve(guarded(Snapshots.http(files.port())).build(), keys(KEY));

        assertEquals(401, f.get("/x").statusCode());
        assertEquals(
                "the key or token is not known here\n",
                f.get("/x", "x-api-key", "guess").body());
        assertEquals(200, f.get("/x", "x-api-key", KEY).statusCode());
        assertEquals(1, files.requests.size());
    }

    @Test
    void nobodyIsLetInWhereTheKeysAreNotThere() throws Exception {
        f.serve(guarded(Snapshots.jsonRpc(up.port())).build(), Credentials.NONE);

        assertEquals(503, call("x-api-key", KEY).statusCode());
        assertEquals(503, f.call("eth_call", 1).statusCode());

        GatewayFixture.await(f.gateway.apply(keys(KEY)));
        assertEquals(200, call("x-api-key", KEY).statusCode());
        GatewayFixture.await(f.gateway.apply(Credentials.NONE));
        assertEquals(503, call("x-api-key", KEY).statusCode());
        assertEquals(1, up.requests.size());
    }

    @Test
    void aRotatedKeyHoldsFromThenOnWithoutARestart() throws Exception {
        f.serve(guarded(Snapshots.jsonRpc(up.port())).build(), keys(KEY));
        assertEquals(200, call("x-api-key", KEY).statusCode());

        GatewayFixture.await(f.gateway.apply(keys("another-key-of-it")));

        assertEquals(401, call("x-api-key", KEY).statusCode());
        assertEquals(200, call("x-api-key", "another-key-of-it").statusCode());
    }

    @Test
    void aTokenIsAsGoodAsAKeyAndNotPassedOn() throws Exception {
        KeyPair issuer = Tokens.pair("EC");
        Authentication.Jwt wanted = new Authentication.Jwt(
                "https://id.example",
                List.of("edge"),
                "sub",
                List.of(Tokens.key("1", Authentication.Algorithm.ES256, issuer)));
        f.serve(
                Snapshots.jsonRpc(up.port())
                        .with(s -> s.clients = Clients.ANY.with(
                                new Authentication(new Authentication.ApiKey("x-api-key", KEYS), wanted)))
                        .build(),
                keys(KEY));
        long ends = System.currentTimeMillis() / 1_000 + 600;
        String claims = "{\"iss\":\"https://id.example\",\"aud\":\"edge\",\"sub\":\"desk\",\"exp\":" + ends + "}";

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = call("Authorization", "Bearer " + Tokens.token("ES256", "1", claims, issuer));
            assertEquals(200, answer.statusCode(), answer.body());
        }
        assertNull(up.requests.getFirst().headers().get("authorization"));
        assertEquals(200, call("x-api-key", KEY).statusCode());
        HttpResponse<String> stranger =
                call("Authorization", "Bearer " + Tokens.token("ES256", "1", claims, Tokens.pair("EC")));
        assertEquals(401, stranger.statusCode());
        assertEquals(
                "ApiKey header=\"x-api-key\", Bearer",
                stranger.headers().firstValue("www-authenticate").orElseThrow());
        GatewayFixture.eventually("the log names it", () -> log.toString().contains("\"client\":\"desk\""));
    }

    @Test
    void theBodyOfWhoIsNotLetInDoesNotHoldUpTheConnection() throws Exception {
        f.serve(guarded(Snapshots.jsonRpc(up.port())).build(), keys(KEY));
        String call = GatewayFixture.rpc("eth_call", "1");
        String unproven = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + call.length() + "\r\n\r\n" + call;
        String proven = unproven.replace("Host: a", "Host: a\r\nConnection: close\r\nX-Api-Key: " + KEY);

        String answers = f.raw(unproven + proven);

        assertTrue(answers.startsWith("HTTP/1.1 401 "), answers);
        assertTrue(answers.contains("HTTP/1.1 200 "), answers);
    }

    @Test
    void keysAreInNoLogAndNoMetric() throws Exception {
        f.serve(guarded(Snapshots.jsonRpc(up.port())).build(), keys(KEY));
        call("x-api-key", KEY);
        call("x-api-key", KEY + "?");

        GatewayFixture.eventually("the log has its line", () -> !log.isEmpty());
        assertTrue(log.peek().contains("\"client\":\"wallet\""), log.peek());
        String said = log + GatewayFixture.await(f.gateway.metrics()) + f.observe();
        assertFalse(said.contains(KEY));
        assertFalse(said.contains(ClientKeys.digest(KEY)));
    }

    private HttpResponse<String> call(String header, String value) throws Exception {
        return f.client.send(
                HttpRequest.newBuilder(f.uri("/"))
                        .header(header, value)
                        .header("x-other", "kept")
                        .POST(HttpRequest.BodyPublishers.ofString(GatewayFixture.rpc("eth_call", "7")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Snapshots guarded(Snapshots snapshots) {
        return snapshots.with(
                s -> s.clients = Clients.ANY.with(new Authentication(new Authentication.ApiKey("x-api-key", KEYS))));
    }

    private static Credentials keys(String key) {
        return new Credentials(1, Map.of(KEYS, new ClientKeys(Map.of("wallet", ClientKeys.digest(key))).text()));
    }
}
