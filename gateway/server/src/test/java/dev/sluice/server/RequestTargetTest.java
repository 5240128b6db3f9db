package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets, hosts and methods as clients may write them. {@code /admin} is guarded by a rule that refuses. */
class RequestTargetTest {
    private static GatewayFixture f;
    private static RawUpstream up;

    @BeforeAll
    static void start() throws Exception {
        f = new GatewayFixture();
        up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
        ConfigSnapshot open = Snapshots.http(up.port()).build();
        List<Route> routes = new ArrayList<>(open.routes());
        routes.add(guard("default/admin", List.of(), Match.PathKind.PREFIX, "/%61dmin"));
        routes.add(guard("default/inner", List.of("inner.example", "[::1]"), Match.PathKind.PREFIX, "/"));
        routes.add(guard("default/query", List.of(), Match.PathKind.EXACT, "/query"));
        f.serve(
                new ConfigSnapshot(
                        ConfigSnapshot.SCHEMA,
                        Snapshots.GATEWAY,
                        1,
                        1,
                        List.of(new Listener("http", "", 8080, 0, Listener.Protocol.HTTP, List.of())),
                        routes,
                        open.policies(),
                        open.pools(),
                        open.providers()),
                Credentials.NONE);
    }

    private static Route guard(String id, List<String> hosts, Match.PathKind kind, String path) {
        List<Match.ValueMatch> query =
                path.equals("/query") ? List.of(new Match.ValueMatch("tier", "gold", false)) : List.of();
        Match match = new Match(new Match.PathMatch(kind, path), null, List.of(), query);
        return new Route(
                id,
                List.of("http"),
                hosts,
                List.of(new Rule("0", List.of(match), List.of(), List.of(), null, null, "guarded")));
    }

    @AfterAll
    static void stop() throws Exception {
        f.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/x, 500",
        "/%61dmin/x, 500",
        "/a/../admin, 500",
        "/a/%2e%2e/admin, 500",
        "//admin, 500",
        "/./admin, 500",
        "/admin%2Fx, 400",
        "/admin%5cx, 400",
        "/admin;a=1, 400",
        "/a%2F..%2Fadmin, 400",
        "/a/..;/admin, 400",
        "/a%2f%2e%2e%2fadmin, 400",
        "/administration, 200",
        "/open%2Fx, 200",
        "/open;a=1, 200",
        "/a%00, 400"
    })
    void aGuardedPathCannotBeReachedInDisguise(String path, int status) throws Exception {
        assertEquals(status, status("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void anEscapedSlashIsPassedOnAsItCame() throws Exception {
        status("GET /open%2fx;a=1?b=%2f HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertEquals("/open%2Fx;a=1?b=%2f", up.requests.getLast().target());
    }

    @ParameterizedTest
    @CsvSource({
        "inner.example, 500",
        "INNER.example:8080, 500",
        "inner.example., 500",
        "[::1], 500",
        "[::1]:8080, 500",
        "[::2], 200",
        "other.example, 200",
        "inner.example:80x, 400",
        "inner.example:80:80, 400",
        "x@inner.example, 400",
        "inner.example/a, 400",
        "[::1, 400",
        "[], 400",
        ":80, 400"
    })
    void hostsAreReadInOneWay(String host, int status) throws Exception {
        assertEquals(status, status("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://inner.example/, 500",
        "HTTP://inner.example, 500",
        "https://inner.example?x=/y, 500",
        "http://other.example/admin, 500",
        "http://other.example, 200",
        "http://user@other.example/, 400",
        "http:///x, 200",
        "ftp://other.example/, 400",
        "x?y=://a/b, 400"
    })
    void anAbsoluteTargetWinsOverTheHostHeader(String target, int status) throws Exception {
        assertEquals(status, status("GET " + target + " HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void anAbsoluteTargetIsPassedOnAsAPath() throws Exception {
        status("GET http://other.example?x=/y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertEquals("/?x=/y", up.requests.getLast().target());
        assertEquals("other.example", up.requests.getLast().headers().get("x-forwarded-host"));
    }

    @ParameterizedTest
    @CsvSource({"tier=gold, 500", "a=1;tier=gold, 200", "%zz=1&tier=gold, 200", "a=1&tier=%67old, 500"})
    void queriesAreReadAsProvidersReadThem(String query, int status) throws Exception {
        assertEquals(status, status("GET /query?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE / HTTP/1.1", "CONNECT a:443 HTTP/1.1"})
    void whatWouldTellCredentialsOrOpenTunnelsIsNotPassedOn(String line) throws Exception {
        int before = up.requests.size();
        assertEquals(405, status(line + "\r\nHost: a\r\n\r\n"));
        assertEquals(before, up.requests.size());
    }

    @Test
    void optionsForTheServerAreAnsweredByIt() throws Exception {
        int before = up.requests.size();
        assertEquals(204, status("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        assertEquals(400, status("GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        assertEquals(before, up.requests.size());
    }

    @Test
    void upgradesToWhatIsNotServedAreIgnored() throws Exception {
        assertEquals(
                200,
                status(
                        "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nConnection: close\r\nUpgrade: x/1\r\n\r\n"));
        assertFalse(up.requests.getLast().headers().containsKey("upgrade"));
    }

    private static int status(String request) throws Exception {
        String answer = f.raw(request);
        return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
    }
}
