package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credentials;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Keys reach the provider and nobody else. */
class CredentialTest {
    private static final String KEY = "s3cr3t-k3y";

    private static Snapshots everywhere(int port) {
        return Snapshots.http().with(s -> {
            s.endpoints.add(Snapshots.plain("127.0.0.1", port, "/v2/{credential}"));
            s.credentials = List.of(
                    new Credential(Credential.Place.PATH, "", "default/keys/a"),
                    new Credential(Credential.Place.HEADER, "X-Api-Key", "default/keys/a"),
                    new Credential(Credential.Place.QUERY, "apikey", "default/keys/a"),
                    new Credential(Credential.Place.BASIC, "user", "default/keys/a"));
        });
    }

    private static Credentials keys(String value) {
        return new Credentials(1, Map.of("default/keys/a", value));
    }

    @Test
    void areInjectedInEveryPlaceOverWhatTheClientSent() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(everywhere(up.port()).build(), keys(KEY));
            f.get("/x?apikey=mine&y=1", "X-Api-Key", "mine", "Authorization", "Bearer mine");
            RawUpstream.Request seen = up.requests.getFirst();
            assertEquals("/v2/" + KEY + "/x?y=1&apikey=" + KEY, seen.target());
            assertEquals(KEY, seen.headers().get("x-api-key"));
            assertEquals("Basic dXNlcjpzM2NyM3QtazN5", seen.headers().get("authorization"));
        }
    }

    @Test
    void appearAndRotateWithoutARestart() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(everywhere(up.port()).build(), Credentials.NONE);
            assertEquals(503, f.get("/x").statusCode());
            assertTrue(up.requests.isEmpty());
            ProviderSight sight = f.sight("default/p0");
            assertEquals(ProviderSight.Health.UNHEALTHY, sight.health());
            assertTrue(sight.lastError().contains("default/keys/a"), sight.lastError());

            GatewayFixture.await(f.gateway.apply(keys("first")));
            assertEquals(200, f.get("/x").statusCode());
            assertEquals("first", up.requests.getLast().headers().get("x-api-key"));
            GatewayFixture.await(f.gateway.apply(keys("second")));
            assertEquals(200, f.get("/x").statusCode());
            assertEquals("second", up.requests.getLast().headers().get("x-api-key"));
        }
    }

    @Test
    void areNotToldByRedirectsErrorsLogsMetricsOrObservations() throws Exception {
        ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
        try (GatewayFixture f = new GatewayFixture(o -> o.withAccessLog(log::add))) {
            RawUpstream up = f.upstream((request, socket, out) -> RawUpstream.raw(
                    out,
                    "HTTP/1.1 302 Found\r\nLocation: http://x" + request.target() + "\r\nX-Echo: "
                            + request.headers().get("x-api-key") + "\r\nContent-Length: 0\r\n\r\n"));
            f.serve(everywhere(up.port()).build(), keys(KEY));
            HttpResponse<String> redirect = f.get("/x");
            assertEquals(302, redirect.statusCode());
            assertFalse(redirect.headers().map().toString().contains(KEY));
            up.behave(RawUpstream.resetMidBody());
            HttpResponse<String> error = f.get("/x");
            assertEquals(503, error.statusCode());
            assertFalse(error.body().contains(KEY));
            GatewayFixture.eventually("both are logged", () -> log.size() == 2);
            assertTrue(log.peek().contains("\"provider\":\"default/p0\""), log.peek());
            String everything = log + GatewayFixture.await(f.gateway.metrics()) + f.observe();
            assertFalse(everything.contains(KEY), everything);
        }
    }
}
