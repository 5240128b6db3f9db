package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser is told about scripts of other origins. */
class CorsTest {
    private static final Filter.Cors CORS = new Filter.Cors(
            List.of("https://*.example.com"), List.of("GET", "PUT"), List.of("X-A"), List.of("X-Out"), true, 60);
    private static final String ASKING =
            "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-a\r\n";

    @Test
    void aPreflightIsAnsweredByTheGateway() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> s.filters = List.of(CORS)));
            String answer = options(f, "https://app.example.com", ASKING);
            assertTrue(answer.startsWith("http/1.1 204"), answer);
            assertTrue(answer.contains("access-control-allow-origin: https://app.example.com\r\n"), answer);
            assertTrue(answer.contains("access-control-allow-credentials: true\r\n"), answer);
            assertTrue(answer.contains("access-control-allow-methods: get, put\r\n"), answer);
            assertTrue(answer.contains("access-control-allow-headers: x-a\r\n"), answer);
            assertTrue(answer.contains("access-control-max-age: 60\r\n"), answer);
            assertTrue(answer.contains("vary: origin\r\n"), answer);
            assertTrue(up.requests.isEmpty());
        }
    }

    @Test
    void aPreflightOfAnotherOriginGetsNoPermission() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> s.filters = List.of(CORS)));
            String answer = options(f, "https://example.org", ASKING);
            assertTrue(answer.startsWith("http/1.1 204"), answer);
            assertFalse(answer.contains("access-control-"), answer);
            assertTrue(up.requests.isEmpty());
        }
    }

    @Test
    void optionsThatAskForNothingGoToTheProvider() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()).with(s -> s.filters = List.of(CORS)));
            assertTrue(options(f, "https://app.example.com", "").startsWith("http/1.1 200"));
            assertEquals(1, up.requests.size());
        }
    }

    @Test
    void answersAreMarkedAndTheProvidersOwnMarksAreDropped() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(
                    (request, socket, out) -> RawUpstream.raw(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nAccess-Control-Allow-Origin: *\r\nVary: Accept\r\n\r\nok"));
            f.serve(Snapshots.http(up.port()).with(s -> s.backendFilters = List.of(CORS)));
            var allowed = f.get("/", "Origin", "https://app.example.com");
            assertEquals(
                    List.of("https://app.example.com"), allowed.headers().allValues("access-control-allow-origin"));
            assertEquals(List.of("X-Out"), allowed.headers().allValues("access-control-expose-headers"));
            assertEquals(List.of("Origin", "Accept"), allowed.headers().allValues("vary"));
            var other = f.get("/", "Origin", "https://example.org");
            assertEquals(200, other.statusCode());
            assertTrue(other.headers().allValues("access-control-allow-origin").isEmpty());
            assertEquals(List.of("Origin", "Accept"), other.headers().allValues("vary"));
        }
    }

    @Test
    void theGatewaysOwnAnswersAreMarkedToo() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            int port = up.port();
            up.close();
            f.serve(Snapshots.http(port).with(s -> s.filters = List.of(CORS)));
            var answer = f.get("/", "Origin", "https://app.example.com");
            assertEquals(503, answer.statusCode());
            assertEquals(
                    "https://app.example.com",
                    answer.headers().firstValue("access-control-allow-origin").orElseThrow());
        }
    }

    private static String options(GatewayFixture f, String origin, String more) throws Exception {
        return f.raw("OPTIONS /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: " + origin + "\r\n" + more
                        + "\r\n")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
