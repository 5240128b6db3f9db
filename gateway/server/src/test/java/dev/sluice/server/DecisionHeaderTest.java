package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.RateLimit;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code Sluice-Decision}: who is told what, and who is told nothing. */
class DecisionHeaderTest {
    private static final String NAME = "Sluice-Decision";
    private static final String ANSWERED =
            "class=\"default\", source=provider, shares=declared, attempts=(\"default/p0\";endpoint=0;share=1.0;outcome=answered)";

    private final GatewayFixture f = new GatewayFixture(o -> o.withEventLoops(1));

    @AfterEach
    void stop() throws Exception {
        f.close();
    }

    private static Snapshots showing(Snapshots snapshots) {
        return snapshots.with(s -> s.clients = s.clients.withDecisions(true));
    }

    private HttpResponse<String> ask(String body) throws Exception {
        return f.client.send(
                HttpRequest.newBuilder(f.uri("/"))
                        .header("content-type", "application/json")
                        .header(NAME, "?1")
                        .header("Sluice-Intent", "Cheapest")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String told(HttpResponse<String> answer) {
        return answer.headers().firstValue(NAME).orElse("nothing, with " + answer.statusCode());
    }

    private static void assertUntold(HttpResponse<String> answer) {
        assertEquals(Optional.empty(), answer.headers().firstValue(NAME));
    }

    @Test
    void whoAsksAndMayIsToldAndNoProviderHearsOfIt() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(showing(Snapshots.jsonRpc(up.port())));
        assertEquals(ANSWERED, told(ask(GatewayFixture.rpc("eth_chainId", "1"))));
        assertFalse(up.requests.getFirst().headers().containsKey("sluice-decision"));
        assertFalse(up.requests.getFirst().headers().containsKey("sluice-intent"));
        assertUntold(f.call("eth_chainId", 2));
    }

    @Test
    void whereThePolicyDoesNotAllowItNobodyIsTold() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(Snapshots.jsonRpc(up.port()));
        assertUntold(ask(GatewayFixture.rpc("eth_chainId", "1")));
        assertFalse(up.requests.getFirst().headers().containsKey("sluice-decision"));
        f.serve(Snapshots.jsonRpc(up.port()).with(s -> {
            s.revision = 2;
            s.clients = s.clients.withDecisions(false);
        }));
        assertUntold(ask(GatewayFixture.rpc("eth_chainId", "1")));
    }

    @Test
    void whoIsNotLetInIsToldNothing() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(showing(Snapshots.jsonRpc(up.port())
                .with(s -> s.clients = Clients.ANY.with(new Authentication(
                        new Authentication.ApiKey("x-api-key", "client-keys:default/keys"), null)))));
        HttpResponse<String> answer = ask(GatewayFixture.rpc("eth_chainId", "1"));
        assertEquals(503, answer.statusCode());
        assertUntold(answer);
        assertEquals(List.of(), List.copyOf(up.requests));
    }

    @Test
    void everyAttemptIsThereWithWhatCameOfIt() throws Exception {
        RawUpstream broken = f.upstream(RawUpstream.answer(503, "text/plain", "no"));
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(showing(
                Snapshots.jsonRpc(broken.port(), up.port()).with(s -> s.loadBalancer = Pool.LoadBalancer.FAILOVER)));
        assertEquals(
                "class=\"default\", source=provider, shares=declared, attempts=("
                        + "\"default/p0\";endpoint=0;share=0.5;outcome=server-error "
                        + "\"default/p1\";endpoint=0;share=0.5;outcome=answered)",
                told(ask(GatewayFixture.rpc("eth_chainId", "1"))));
    }

    @Test
    void whatTheGatewayAnswersItselfHasItsReason() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(showing(Snapshots.jsonRpc(up.port())
                .with(s -> s.clients =
                        Clients.ANY.with(List.of(new RateLimit("default/p", 1, 2, RateLimit.Per.TARGET))))));
        assertEquals(
                "class=\"default\", source=gateway, reason=forbidden",
                told(ask(GatewayFixture.rpc("admin_peers", "1"))));
        String told = ANSWERED;
        for (int i = 0; told.equals(ANSWERED) && i < 1_000; i++) {
            told = told(ask(GatewayFixture.rpc("eth_chainId", "1")));
        }
        assertEquals("class=\"default\", source=gateway, reason=rate-limited", told);
    }

    @Test
    void anAnswerThatWasKeptSaysSo() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(showing(
                Snapshots.jsonRpc(up.port()).with(s -> s.cache = new Cache(List.of("eth_*"), 60_000_000_000L, 64))));
        assertEquals(ANSWERED, told(ask(GatewayFixture.rpc("eth_chainId", "1"))));
        assertEquals("class=\"default\", source=cache", told(ask(GatewayFixture.rpc("eth_chainId", "2"))));
    }

    @Test
    void aBatchInPartsSaysOnlyThat() throws Exception {
        RawUpstream up = f.upstream(RawUpstream.node("0x1"));
        f.serve(showing(Snapshots.jsonRpc(up.port())));
        assertEquals(
                "split",
                told(ask("[" + GatewayFixture.rpc("eth_chainId", "1") + "," + GatewayFixture.rpc("admin_peers", "2")
                        + "]")));
    }

    @Test
    void aProviderCannotForgeIt() throws Exception {
        RawUpstream up = f.upstream((request, socket, out) ->
                RawUpstream.raw(out, "HTTP/1.1 200 OK\r\nSluice-Decision: forged\r\nContent-Length: 2\r\n\r\nok"));
        f.serve(Snapshots.http(up.port()));
        assertUntold(f.get("/x"));
        assertUntold(f.get("/x", NAME, "?1"));
        f.serve(showing(Snapshots.http(up.port()).with(s -> s.revision = 2)));
        HttpResponse<String> answer = f.get("/x", NAME, "?1");
        assertEquals(1, answer.headers().allValues(NAME).size());
        assertEquals(true, told(answer).startsWith("class=\"default\", source=provider"), told(answer));
    }
}
