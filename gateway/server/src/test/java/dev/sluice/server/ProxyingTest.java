package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Retry;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What passes through, and how heads are changed on the way. */
class ProxyingTest {

    @Test
    void passesOnAGetWithItsQueryAndAnswer() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(201, "text/plain", "hello"));
            f.serve(Snapshots.http(up.port()));
            HttpResponse<String> answer = f.get("/a/b?x=1&y=%20z");
            assertEquals(201, answer.statusCode());
            assertEquals("hello", answer.body());
            assertEquals("/a/b?x=1&y=%20z", up.requests.getFirst().target());
        }
    }

    @Test
    void passesOnAJsonRpcCallAndItsAnswer() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.node("0x10"));
            f.serve(Snapshots.jsonRpc(up.port()));
            HttpResponse<String> answer = f.call("eth_blockNumber", 7);
            assertEquals(200, answer.statusCode());
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x10\"}", answer.body());
            assertEquals(
                    GatewayFixture.rpc("eth_blockNumber", "7"),
                    up.requests.getFirst().text());
        }
    }

    @Test
    void keepsConnectionsToProvidersAlive() throws Exception {
        try (GatewayFixture f = new GatewayFixture(o -> o.withEventLoops(1))) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            for (int i = 0; i < 20; i++) {
                assertEquals(200, f.call("eth_chainId", i).statusCode());
            }
            assertEquals(1, up.connections.get());
        }
    }

    @Test
    void dropsHopByHopHeadersAndSaysWhoAsked() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) -> RawUpstream.raw(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: x-private\r\nX-Private: 1\r\nKeep-Alive: timeout=5\r\n"
                            + "X-Public: 2\r\n\r\nok"));
            f.serve(Snapshots.http(up.port()));
            String answer = f.raw(
                    "GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\nConnection: x-secret\r\nX-Secret: 1\r\n"
                            + "TE: trailers\r\nProxy-Authorization: x\r\nX-Forwarded-For: 203.0.113.9\r\nX-Kept: yes\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("X-Public: 2"), answer);
            assertFalse(answer.toLowerCase().contains("x-private"), answer);
            assertFalse(answer.toLowerCase().contains("keep-alive: timeout"), answer);
            var seen = up.requests.getFirst().headers();
            assertFalse(seen.containsKey("x-secret"));
            assertFalse(seen.containsKey("te"));
            assertFalse(seen.containsKey("proxy-authorization"));
            assertEquals("yes", seen.get("x-kept"));
            assertEquals("203.0.113.9, 127.0.0.1", seen.get("x-forwarded-for"));
            assertEquals("http", seen.get("x-forwarded-proto"));
            assertEquals("example.org", seen.get("x-forwarded-host"));
            assertEquals("127.0.0.1:" + up.port(), seen.get("host"));
            assertTrue(seen.get("via").contains("sluice"));
        }
    }

    @Test
    void rewritesPathAndHostAndAppliesHeaderFilters() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> {
                s.path = "/eth";
                s.filters = List.of(
                        new Filter.UrlRewrite("inner.example", null, "/"),
                        new Filter.RequestHeaders(
                                List.of(new Filter.Header("X-Set", "1")),
                                List.of(new Filter.Header("X-Add", "2")),
                                List.of("X-Gone")),
                        new Filter.ResponseHeaders(List.of(new Filter.Header("X-Out", "3")), List.of(), List.of()));
            }));
            HttpResponse<String> answer = f.get("/eth/v1", "X-Gone", "x", "X-Set", "client");
            assertEquals("3", answer.headers().firstValue("x-out").orElseThrow());
            RawUpstream.Request seen = up.requests.getFirst();
            assertEquals("/v1", seen.target());
            assertEquals("inner.example", seen.headers().get("host"));
            assertEquals("1", seen.headers().get("x-set"));
            assertEquals("2", seen.headers().get("x-add"));
            assertFalse(seen.headers().containsKey("x-gone"));
        }
    }

    @Test
    void saysJsonToTheProviderWhateverTheClientCalledItsCall() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(
                    RawUpstream.answer(200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}"));
            f.serve(Snapshots.jsonRpc(up.port()));
            String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}";
            String answer = f.raw("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + call.length()
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + call);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertEquals("application/json", up.requests.getFirst().headers().get("content-type"));
        }
    }

    @Test
    void redirectsWithoutAskingAProvider() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> {
                s.path = "/old";
                s.filters = List.of(new Filter.Redirect("https", "new.example", null, null, "/new", 301));
            }));
            HttpResponse<String> answer = f.get("/old/x?y=1");
            assertEquals(301, answer.statusCode());
            assertEquals(
                    "https://new.example/new/x?y=1",
                    answer.headers().firstValue("location").orElseThrow());
            assertTrue(up.requests.isEmpty());
        }
    }

    @Test
    void aBackendMayRedirectAndTheListenersPortIsSaid() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> {
                s.filters = List.of(
                        new Filter.ResponseHeaders(List.of(new Filter.Header("X-Rule", "1")), List.of(), List.of()));
                s.backendFilters = List.of(
                        new Filter.Redirect(null, null, null, "/new", null, 308),
                        new Filter.ResponseHeaders(List.of(new Filter.Header("X-Own", "1")), List.of(), List.of()));
            }));
            HttpResponse<String> answer = f.get("/old?x=1");
            assertEquals(308, answer.statusCode());
            assertEquals(
                    "http://127.0.0.1:8080/new?x=1",
                    answer.headers().firstValue("location").orElseThrow());
            assertEquals("1", answer.headers().firstValue("x-own").orElseThrow());
            assertEquals("1", answer.headers().firstValue("x-rule").orElseThrow());
            assertTrue(up.requests.isEmpty());
        }
    }

    @Test
    void aServiceSeesTheHostThatWasAskedFor() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http()
                    .with(s -> s.endpoints.add(new Endpoint(
                            "127.0.0.1",
                            up.port(),
                            false,
                            "",
                            null,
                            Endpoint.Protocol.HTTP1,
                            null,
                            Endpoint.HostHeader.CLIENT))));
            for (String host : new String[] {"example.org", "Example.org:8080", "[::1]:8080"}) {
                f.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
                assertEquals(host, up.requests.getLast().headers().get("host"));
            }
            f.raw("GET / HTTP/1.0\r\n\r\n");
            assertEquals(
                    "127.0.0.1:" + up.port(), up.requests.getLast().headers().get("host"));
        }
    }

    @Test
    void retriesAsOftenAsTheRuleSaysAndOnlyItsCodes() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            AtomicInteger status = new AtomicInteger(500);
            AtomicInteger left = new AtomicInteger();
            RawUpstream up = f.upstream((request, socket, out) ->
                    RawUpstream.write(out, left.getAndDecrement() > 0 ? status.get() : 200, "text/plain", ""));
            f.serve(Snapshots.http(up.port()).with(s -> s.retry = new Retry(3, 0, 0, List.of(500))));
            left.set(3);
            assertEquals(200, f.get("/").statusCode());
            left.set(4);
            assertEquals(500, f.get("/").statusCode());
            status.set(503);
            left.set(1);
            assertEquals(503, f.get("/").statusCode());
        }
    }

    @Test
    void answersHeadAndBodilessStatusesWithoutABody() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) -> RawUpstream.raw(
                    out,
                    switch (request.target()) {
                        case "/head" -> "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n";
                        case "/204" -> "HTTP/1.1 204 No Content\r\n\r\n";
                        case "/304" -> "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n";
                        default ->
                            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
                    }));
            f.serve(Snapshots.http(up.port()));
            String head = f.raw("HEAD /head HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertTrue(head.toLowerCase().contains("content-length: 1234"), head);
            assertTrue(head.endsWith("\r\n\r\n"), head);
            String none = f.raw("GET /204 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertTrue(none.startsWith("HTTP/1.1 204") && none.endsWith("\r\n\r\n"), none);
            assertFalse(none.toLowerCase().contains("transfer-encoding"), none);
            String unmodified = f.raw("GET /304 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertTrue(unmodified.startsWith("HTTP/1.1 304") && unmodified.endsWith("\r\n\r\n"), unmodified);
            assertEquals("ok", f.get("/hints").body());
        }
    }

    @Test
    void answers404WithoutARouteAnd500WhereARuleRefusesOrDangles() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> s.path = "/only"));
            assertEquals(404, f.get("/other").statusCode());
            f.serve(Snapshots.http(up.port()).with(s -> {
                s.refusal = "invalid policy";
                s.revision = 2;
            }));
            assertEquals(500, f.get("/").statusCode());
            f.serve(Snapshots.http(up.port()).with(s -> {
                s.unresolved = true;
                s.revision = 3;
            }));
            assertEquals(500, f.get("/").statusCode());
            assertTrue(up.requests.isEmpty());
        }
    }

    @Test
    void errorsOfAPlainHttpServiceAreItsAnswers() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream((request, socket, out) ->
                    RawUpstream.write(out, Integer.parseInt(request.target().substring(1)), "text/plain", "mine"));
            f.serve(Snapshots.http(up.port()));
            for (int status : new int[] {400, 401, 403, 404, 409, 429, 500, 501, 503}) {
                HttpResponse<String> answer = f.post("/" + status, "x");
                assertEquals(status, answer.statusCode());
                assertEquals("mine", answer.body());
            }
            assertEquals(9, up.requests.size());
        }
    }

    @Test
    void aPlainHttpServiceIsAskedElsewhereForListedCodesOnlyWhereThatIsSafe() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream bad = f.upstream(RawUpstream.answer(503, "text/plain", "bad"));
            RawUpstream good = f.upstream(RawUpstream.answer(200, "text/plain", "good"));
            f.serve(Snapshots.http(bad.port(), good.port()));
            for (int i = 0; i < 4; i++) {
                assertEquals("good", f.get("/").body());
            }
            int posts = 0;
            for (int i = 0; i < 4; i++) {
                posts += f.post("/", "x").body().equals("bad") ? 1 : 0;
            }
            assertTrue(posts > 0, "a POST was sent twice");
        }
    }
}
